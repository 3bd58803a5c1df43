/**
 * The Workflow: what an astronomer asks for, as records. {@link dev.fringe.workflow.WorkflowReader}
 * makes one of a file, or tells everything that is wrong with it; the same records become the
 * Kubernetes resource.
 */
package dev.fringe.workflow;
