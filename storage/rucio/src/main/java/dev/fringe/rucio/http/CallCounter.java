package dev.fringe.rucio.http;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests by route. */
public final class CallCounter implements CallListener {

  private final ConcurrentSkipListMap<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  @Override
  public void called(Call call) {
    counts.computeIfAbsent(call.route(), route -> new LongAdder()).increment();
  }

  /** All requests so far, retries and sign-ins included. */
  public long total() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Requests by route. */
  public SortedMap<String, Long> byRoute() {
    final SortedMap<String, Long> snapshot = new TreeMap<>();
    counts.forEach((route, count) -> snapshot.put(route, count.sum()));
    return snapshot;
  }
}
