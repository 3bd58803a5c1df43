package dev.fringe.pipelines.elements;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The times at which something was observed, whatever number of baselines did so: intervals that
 * neither touch nor overlap, in order.
 *
 * @param intervals modified Julian dates, UTC
 */
public record ObservedTime(List<Interval> intervals) implements Serializable {

  /** Intervals closer than this are one: files keep times to some milliseconds. */
  private static final double GAP_DAYS = 0.01 / 86_400;

  /** From the beginning of an integration to the end of the same or another. */
  public record Interval(double startMjd, double endMjd) implements Serializable {}

  public ObservedTime {
    intervals = List.copyOf(intervals);
  }

  public static ObservedTime none() {
    return new ObservedTime(List.of());
  }

  /** One integration, by its middle. */
  public static ObservedTime of(double middleMjd, double integrationSeconds) {
    double half = integrationSeconds / 86_400 / 2;
    return new ObservedTime(List.of(new Interval(middleMjd - half, middleMjd + half)));
  }

  public ObservedTime plus(ObservedTime other) {
    List<Interval> all = new ArrayList<>(intervals);
    all.addAll(other.intervals);
    return ofIntervals(all);
  }

  /** Of intervals in any order, which may overlap. */
  public static ObservedTime ofIntervals(List<Interval> some) {
    List<Interval> sorted = new ArrayList<>(some);
    sorted.sort(Comparator.comparingDouble(Interval::startMjd));
    List<Interval> joined = new ArrayList<>();
    for (Interval next : sorted) {
      if (!joined.isEmpty() && next.startMjd() <= joined.getLast().endMjd() + GAP_DAYS) {
        Interval last = joined.removeLast();
        joined.add(new Interval(last.startMjd(), Math.max(last.endMjd(), next.endMjd())));
      } else {
        joined.add(next);
      }
    }
    return new ObservedTime(joined);
  }

  /** Infinite if nothing was observed. */
  public double startMjd() {
    return intervals.isEmpty() ? Double.POSITIVE_INFINITY : intervals.getFirst().startMjd();
  }

  /** Minus infinite if nothing was observed. */
  public double endMjd() {
    return intervals.isEmpty() ? Double.NEGATIVE_INFINITY : intervals.getLast().endMjd();
  }

  /** Seconds of observation, gaps left out; NaN where the data do not tell their integrations. */
  public double exposureSeconds() {
    double days = intervals.stream().mapToDouble(i -> i.endMjd() - i.startMjd()).sum();
    return days > 0 ? days * 86_400 : Double.NaN;
  }
}
