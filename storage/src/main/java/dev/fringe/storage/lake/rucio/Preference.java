package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.RseExpression;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which RSEs are better than others: those that an earlier expression chooses. */
final class Preference {

  private static final long FRESH_NANOS = Duration.ofMinutes(5).toNanos();

  private final RucioCatalogue catalogue;
  private final List<RseExpression> expressions;
  private List<List<String>> chosen = List.of();
  private long asked;

  Preference(RucioCatalogue catalogue, List<RseExpression> expressions) {
    this.catalogue = catalogue;
    this.expressions = expressions;
  }

  /** The best first; equal ones by name. */
  List<Replica> sort(Collection<Replica> replicas) throws IOException {
    List<List<String>> ranks = ranks();
    return replicas.stream()
        .sorted(
            Comparator.comparing((Replica replica) -> !replica.isAvailable())
                .thenComparing(replica -> rank(ranks, replica.rse()))
                .thenComparing(Replica::rse))
        .toList();
  }

  /**
   * The best first; equal ones in an order that differs from DID to DID, but not from run to run,
   * so that a publication killed and repeated goes the same way.
   */
  List<String> sort(Collection<String> rses, Did did) throws IOException {
    List<List<String>> ranks = ranks();
    return rses.stream()
        .distinct()
        .sorted(
            Comparator.comparing((String rse) -> rank(ranks, rse))
                .thenComparing(rse -> Checksums.md5Of(did + " at " + rse)))
        .toList();
  }

  private static int rank(List<List<String>> ranks, String rse) {
    int rank = 0;
    while (rank < ranks.size() && !ranks.get(rank).contains(rse)) {
      rank++;
    }
    return rank;
  }

  private synchronized List<List<String>> ranks() throws IOException {
    if (chosen.size() != expressions.size() || System.nanoTime() - asked > FRESH_NANOS) {
      List<List<String>> now = new ArrayList<>();
      for (RseExpression expression : expressions) {
        now.add(catalogue.matching(expression));
      }
      chosen = now;
      asked = System.nanoTime();
    }
    return chosen;
  }
}
