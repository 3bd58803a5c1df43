/**
 * Runs as a user has them: the command line's jar in a process of its own, and a Flink cluster
 * whose JobManager and TaskManagers are processes too, so that they can be killed.
 */
package dev.fringe.pipelines.cluster;
