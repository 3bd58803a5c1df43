package dev.fringe.rucio.model;

import java.util.List;
import java.util.Optional;

/**
 * Which replicas to list.
 *
 * @param dids files, datasets or containers; unknown ones are passed over by the server
 * @param schemes of addresses, such as {@code s3}; empty for the best protocol of each RSE
 * @param allStates also replicas that are copying, bad or unavailable
 */
public record ReplicaQuery(
    List<RucioDid> dids,
    List<String> schemes,
    Optional<String> rseExpression,
    boolean allStates,
    Optional<String> sort) {

  public ReplicaQuery {
    dids = List.copyOf(dids);
    schemes = List.copyOf(schemes);
  }

  /** Every readable replica of these. */
  public static ReplicaQuery of(List<RucioDid> dids) {
    return new ReplicaQuery(dids, List.of(), Optional.empty(), false, Optional.empty());
  }

  public ReplicaQuery inAllStates() {
    return new ReplicaQuery(dids, schemes, rseExpression, true, sort);
  }

  public ReplicaQuery schemes(String... wanted) {
    return new ReplicaQuery(dids, List.of(wanted), rseExpression, allStates, sort);
  }

  public ReplicaQuery at(String expression) {
    return new ReplicaQuery(dids, schemes, Optional.of(expression), allStates, sort);
  }

  /** The same question about some of the DIDs. */
  public ReplicaQuery about(List<RucioDid> some) {
    return new ReplicaQuery(some, schemes, rseExpression, allStates, sort);
  }
}
