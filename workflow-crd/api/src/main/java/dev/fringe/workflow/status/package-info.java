/** What a cluster tells of a workflow, for {@code kubectl get} and for programs that wait. */
package dev.fringe.workflow.status;
