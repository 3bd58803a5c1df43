package dev.fringe.imaging.fft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which radices make up a transform, and how they part into two shorter transforms. */
final class Radices {

  private static final int[] RADIX = {10, 9, 8, 6, 5, 4, 3, 2};

  /** Time of a stage for each point, relative to a stage of radix 2; measured, roughly. */
  private static final double[] COST = {1.75, 1.7, 1.4, 1.35, 1.35, 1.1, 1.15, 1.0};

  private List<Integer> best = List.of();
  private double bestCost = Double.MAX_VALUE;

  private Radices() {}

  /** The cheapest stages for {@code n} points, large radices first; none for one point. */
  static List<Integer> of(int n) {
    Radices search = new Radices();
    search.search(n, 0, 0, new ArrayList<>());
    return search.best;
  }

  private void search(int rest, int from, double cost, List<Integer> chosen) {
    if (rest == 1 && cost < bestCost) {
      best = List.copyOf(chosen);
      bestCost = cost;
    }
    for (int i = from; i < RADIX.length; i++) {
      if (rest % RADIX[i] == 0 && cost + COST[i] < bestCost) {
        chosen.add(RADIX[i]);
        search(rest / RADIX[i], i, cost + COST[i], chosen);
        chosen.removeLast();
      }
    }
  }

  /** Those of {@code radices} whose product is nearest to the square root of the whole. */
  static List<Integer> half(List<Integer> radices) {
    double root = Math.sqrt(product(radices));
    List<Integer> best = List.of();
    for (int subset = 0; subset < 1 << radices.size(); subset++) {
      List<Integer> chosen = new ArrayList<>();
      for (int i = 0; i < radices.size(); i++) {
        if ((subset >> i & 1) == 1) {
          chosen.add(radices.get(i));
        }
      }
      if (distance(product(chosen), root) < distance(product(best), root)) {
        best = chosen;
      }
    }
    return Collections.unmodifiableList(best);
  }

  /** {@code radices} without {@code taken}. */
  static List<Integer> rest(List<Integer> radices, List<Integer> taken) {
    List<Integer> rest = new ArrayList<>(radices);
    taken.forEach(rest::remove);
    return rest;
  }

  static int product(List<Integer> radices) {
    return radices.stream().reduce(1, (a, b) -> a * b);
  }

  private static double distance(int product, double root) {
    return Math.abs(Math.log(product / root));
  }
}
