package dev.fringe.imaging.gridding;

import java.util.TreeSet;

/**
 * The order in which bins are visited and planes are completed.
 *
 * <p>Where the memory holds all planes under a kernel, a window of planes slides along w and each
 * bin is visited once; planes at -w wait for their opposites at w. Otherwise as many planes as fit
 * are held at a time, and a bin is visited for each group of planes that it touches.
 */
final class Passes {

  /** What is done at each step. */
  interface Steps {
    /** Works on the samples of a bin and on the planes {@code firstPlane + [from, to)}. */
    void visit(int bin, int firstPlane, int from, int to);

    /** Transforms a plane, and with it the opposite one, that at -plane. */
    void complete(int plane, boolean withOpposite);

    /** Lets go of a plane that is not needed any more. */
    default void forget(int plane) {}
  }

  private final GriddingPlan plan;
  private final SampleIndex index;
  private final GriddingProgress progress;
  private long samples;
  private int planes;

  Passes(GriddingPlan plan, SampleIndex index, GriddingProgress progress) {
    this.plan = plan;
    this.index = index;
    this.progress = progress;
  }

  private boolean sliding() {
    return plan.planesAtOnce() >= plan.planeSupport();
  }

  private int firstPlane(int bin) {
    return plan.originPlane() + bin;
  }

  /** Visits bins first: planes are complete when all bins that touch them were visited. */
  void run(Steps steps) {
    if (index.isEmpty()) {
      return;
    }
    if (!sliding()) {
      runGroups(steps, false);
      return;
    }
    int support = plan.planeSupport();
    TreeSet<Integer> pending = new TreeSet<>();
    for (int bin = index.firstBin; bin <= index.lastBin; bin++) {
      int first = firstPlane(bin);
      long count = index.samples(bin);
      if (count == 0) {
        continue;
      }
      while (!pending.isEmpty() && pending.first() < first) {
        complete(steps, pending.pollFirst());
      }
      steps.visit(bin, first, 0, support);
      for (int k = 0; k < support; k++) {
        pending.add(Math.abs(first + k));
      }
      advanced(count);
    }
    for (int plane : pending) {
      complete(steps, plane);
    }
  }

  private void complete(Steps steps, int plane) {
    steps.complete(plane, plane > 0);
    planes++;
    progress.advanced(samples, planes);
  }

  private void advanced(long count) {
    samples += count;
    progress.advanced(samples, planes);
  }

  /** Completes planes first: a bin is visited when all its planes are there. */
  void runBackwards(Steps steps) {
    if (index.isEmpty()) {
      return;
    }
    if (!sliding()) {
      runGroups(steps, true);
      return;
    }
    int support = plan.planeSupport();
    TreeSet<Integer> there = new TreeSet<>();
    for (int bin = index.firstBin; bin <= index.lastBin; bin++) {
      int first = firstPlane(bin);
      long count = index.samples(bin);
      if (count == 0) {
        continue;
      }
      while (!there.isEmpty() && there.first() < first) {
        steps.forget(there.pollFirst());
      }
      for (int k = 0; k < support; k++) {
        int plane = Math.abs(first + k);
        if (!there.contains(first + k)) {
          complete(steps, plane);
          there.add(plane);
          there.add(-plane);
        }
      }
      steps.visit(bin, first, 0, support);
      advanced(count);
    }
    for (int plane : there) {
      steps.forget(plane);
    }
  }

  private void runGroups(Steps steps, boolean backwards) {
    int support = plan.planeSupport();
    int last = firstPlane(index.lastBin) + support - 1;
    int step = plan.planesAtOnce();
    for (int group = firstPlane(index.firstBin); group <= last; group += step) {
      int end = Math.min(group + step, last + 1);
      if (backwards) {
        completeAll(steps, group, end);
      }
      for (int plane = group - support + 1; plane < end; plane++) {
        int bin = plane - plan.originPlane();
        if (bin < index.firstBin || bin > index.lastBin || index.samples(bin) == 0) {
          continue;
        }
        int from = Math.max(0, group - plane);
        int to = Math.min(support, end - plane);
        steps.visit(bin, plane, from, to);
        advanced(to == support ? index.samples(bin) : 0);
      }
      if (backwards) {
        for (int plane = group; plane < end; plane++) {
          steps.forget(plane);
        }
      } else {
        completeAll(steps, group, end);
      }
    }
  }

  private void completeAll(Steps steps, int from, int to) {
    for (int plane = from; plane < to; plane++) {
      steps.complete(plane, false);
      planes++;
      progress.advanced(samples, planes);
    }
  }
}
