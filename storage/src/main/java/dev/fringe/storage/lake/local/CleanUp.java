package dev.fringe.storage.lake.local;

/**
 * What a clean-up took away.
 *
 * @param rules that had expired
 * @param replicas that no other rule kept
 * @param bytes of those replicas
 */
public record CleanUp(int rules, int replicas, long bytes) {}
