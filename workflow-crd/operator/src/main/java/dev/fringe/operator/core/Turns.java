package dev.fringe.operator.core;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Whose turn it is. In a namespace those of a higher priority go first, then the older ones. Where
 * places are few in the whole cluster, the next one is for the namespace that has the fewest: no
 * namespace gets more by submitting more, or by priorities, which count among its own.
 */
public final class Turns {
  private static final Comparator<Waiting> ORDER =
      Comparator.comparingInt(Waiting::priority)
          .reversed()
          .thenComparing(Waiting::since)
          .thenComparing(Waiting::uid);

  private Turns() {}

  /**
   * A workflow that could be launched now.
   *
   * @param priority a higher one goes first
   * @param since when it was submitted: of the same priority, the older goes first
   */
  public record Waiting(String uid, int priority, Instant since) {}

  /**
   * How many may work at once.
   *
   * @param inNamespace in each namespace
   * @param inAll in all of them together; empty for no limit
   */
  public record Places(int inNamespace, Optional<Integer> inAll) {}

  /**
   * Those that may be launched.
   *
   * @param waiting all that wait, by namespace
   * @param working how many work already, by namespace
   */
  public static Set<String> next(
      Map<String, List<Waiting>> waiting, Map<String, Integer> working, Places places) {
    Map<String, Integer> taken = new HashMap<>(working);
    Map<String, Queue<Waiting>> lines = new HashMap<>();
    waiting.forEach(
        (namespace, all) ->
            lines.put(namespace, new ArrayDeque<>(all.stream().sorted(ORDER).toList())));
    int free =
        places
            .inAll()
            .map(most -> most - working.values().stream().mapToInt(Integer::intValue).sum())
            .orElse(Integer.MAX_VALUE);
    Set<String> chosen = new HashSet<>();
    while (chosen.size() < free) {
      Optional<String> namespace =
          lines.keySet().stream()
              .filter(n -> !lines.get(n).isEmpty())
              .filter(n -> taken.getOrDefault(n, 0) < places.inNamespace())
              .min(
                  Comparator.comparingInt((String n) -> taken.getOrDefault(n, 0))
                      .thenComparing(n -> lines.get(n).element().since())
                      .thenComparing(n -> n));
      if (namespace.isEmpty()) {
        return chosen;
      }
      chosen.add(lines.get(namespace.get()).remove().uid());
      taken.merge(namespace.get(), 1, Integer::sum);
    }
    return chosen;
  }
}
