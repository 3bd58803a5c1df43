/**
 * Schedules on a cluster: {@link dev.fringe.operator.schedule.ScheduleReconciler} observes one, and
 * does what {@code core} decides, call by call.
 */
package dev.fringe.operator.schedule;
