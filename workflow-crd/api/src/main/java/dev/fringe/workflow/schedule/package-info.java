/**
 * The WorkflowSchedule: when and where to look for new observations, and the workflow that each of
 * them becomes. {@link dev.fringe.workflow.schedule.ScheduleReader} makes one of a file, or tells
 * everything that is wrong with it; the same records become the Kubernetes resource.
 */
package dev.fringe.workflow.schedule;
