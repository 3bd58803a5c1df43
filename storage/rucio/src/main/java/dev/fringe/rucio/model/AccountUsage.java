package dev.fringe.rucio.model;

import java.util.OptionalLong;

/**
 * What an account uses at an RSE, and may, in bytes.
 *
 * @param limit empty where there is none
 */
public record AccountUsage(String rse, long used, long files, OptionalLong limit) {}
