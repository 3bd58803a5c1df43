/**
 * What is to be done next about a workflow: pure functions of what is seen, without a cluster.
 *
 * <p>One launch per attempt: an attempt's job has one name, so that a second launch of it is
 * refused by the cluster; it is launched before the status tells so, and the status counts an
 * attempt whose job is there. Work is ended the other way round: the status tells so before the job
 * is deleted. An operator that is killed between any two of its calls finds in the cluster all that
 * it needs.
 */
package dev.fringe.operator.core;
