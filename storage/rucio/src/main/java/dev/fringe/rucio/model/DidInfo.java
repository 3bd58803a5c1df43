package dev.fringe.rucio.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a data identifier. What an answer did not tell is empty.
 *
 * @param bytes of a file; of a collection where it was asked for
 * @param adler32 8 hex digits
 * @param md5 32 hex digits
 * @param open whether a collection takes more
 */
public record DidInfo(
    RucioDid did,
    DidType type,
    OptionalLong bytes,
    OptionalLong length,
    Optional<String> adler32,
    Optional<String> md5,
    Optional<Boolean> open) {}
