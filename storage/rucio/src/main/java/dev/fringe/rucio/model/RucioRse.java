package dev.fringe.rucio.model;

import java.util.List;
import java.util.Optional;

/**
 * A storage element.
 *
 * @param signUrl the service that signs its https addresses, such as {@code s3}
 */
public record RucioRse(
    String name,
    boolean deterministic,
    boolean readable,
    boolean writable,
    boolean deletable,
    boolean verifyChecksum,
    Optional<String> signUrl,
    List<RseProtocol> protocols) {}
