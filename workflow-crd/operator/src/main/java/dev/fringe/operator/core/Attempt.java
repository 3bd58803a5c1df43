package dev.fringe.operator.core;

/**
 * An attempt at a workflow's work, of which there is a job.
 *
 * @param number from 1
 */
public record Attempt(int number, JobState state) {}
