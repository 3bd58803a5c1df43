package dev.fringe.storage.visibility;

import java.io.Serializable;

/**
 * A station of an array.
 *
 * @param number the number by which baselines name it; from 1 in most files
 * @param name station name, perhaps empty
 * @param xMetres geocentric position (ITRF) towards longitude 0 on the equator; likewise y towards
 *     90° east, z to the north pole
 * @param diameterMetres dish diameter, or 0 where the file does not tell
 */
public record Antenna(
    int number, String name, double xMetres, double yMetres, double zMetres, double diameterMetres)
    implements Serializable {}
