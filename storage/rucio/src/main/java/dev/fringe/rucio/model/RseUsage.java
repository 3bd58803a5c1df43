package dev.fringe.rucio.model;

import java.util.OptionalLong;

/**
 * The use of an RSE, in bytes.
 *
 * @param source who measured it, such as {@code rucio} or {@code storage}
 */
public record RseUsage(String source, OptionalLong used, OptionalLong free, OptionalLong total) {}
