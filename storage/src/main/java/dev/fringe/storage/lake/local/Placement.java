package dev.fringe.storage.lake.local;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.RseExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** In which order RSEs are tried for a rule. */
final class Placement {

  private Placement() {}

  /**
   * RSEs that match, the ones that cost least first: those that the rule has chosen already, then
   * those that other rules use, then in an order that differs from dataset to dataset, but not from
   * run to run, so that the same publication killed and repeated goes the same way.
   */
  static List<LocalRse> candidates(
      RseExpression expression,
      Did dataset,
      List<String> chosen,
      Set<String> used,
      Collection<LocalRse> rses) {
    List<LocalRse> candidates = new ArrayList<>();
    for (LocalRse rse : rses) {
      boolean holdsSome = chosen.contains(rse.name()) || used.contains(rse.name());
      if (expression.matches(rse.rse()) && (rse.rse().writable() || holdsSome)) {
        candidates.add(rse);
      }
    }
    candidates.sort(
        Comparator.comparing((LocalRse rse) -> !chosen.contains(rse.name()))
            .thenComparing(rse -> !used.contains(rse.name()))
            .thenComparing(rse -> Checksums.md5Of(dataset + " at " + rse.name())));
    return candidates;
  }
}
