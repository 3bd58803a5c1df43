package dev.fringe.operator.schedule.core;

/**
 * A workflow whose files are taken, and that is to be let go.
 *
 * @param uid of the very one: another of its name is none
 */
public record Held(String name, String uid) {}
