package dev.fringe.rucio.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file and where it is.
 *
 * @param states by RSE; also of RSEs for which no address was asked or could be told
 * @param addresses best first
 */
public record FileReplicas(
    RucioDid did,
    OptionalLong bytes,
    Optional<String> adler32,
    Optional<String> md5,
    Map<String, ReplicaState> states,
    List<ReplicaAddress> addresses) {

  /** The addresses at one RSE, best first. */
  public List<ReplicaAddress> at(String rse) {
    return addresses.stream().filter(address -> address.rse().equals(rse)).toList();
  }
}
