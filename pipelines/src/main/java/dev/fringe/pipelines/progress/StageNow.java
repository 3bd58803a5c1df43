package dev.fringe.pipelines.progress;

/**
 * The stage that is being worked on.
 *
 * @param name as the user reads it
 * @param share of it that is done, 0 to 1
 */
public record StageNow(String name, double share) {}
