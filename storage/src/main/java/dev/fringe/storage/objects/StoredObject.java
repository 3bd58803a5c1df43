package dev.fringe.storage.objects;

import java.time.Instant;

/**
 * An object as its store tells it.
 *
 * @param location its address
 * @param bytes size
 * @param modified when it was last written
 * @param version changes whenever the bytes do, where the store tells (an ETag); else empty
 */
public record StoredObject(Location location, long bytes, Instant modified, String version) {}
