package dev.fringe.pipelines.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.pipelines.progress.StageNow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HowFarTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aRunNeverGoesBack() {
    List<String> stages =
        new ArrayList<>(List.of("Survey", "Plan", "Self-calibrate", "Weigh and pack", "Grid"));
    for (int cycle = 1; cycle <= 20; cycle++) {
      stages.add("Major cycle " + cycle);
    }
    stages.addAll(List.of("Restore", "Publish"));
    int before = 0;
    for (String stage : stages) {
      for (double share : new double[] {0, 0.3, 1}) {
        int percent =
            HowFar.of(new StageNow(stage, share), START, START.plusSeconds(60))
                .percent()
                .orElseThrow();
        assertTrue(percent >= before && percent < 100, stage + " " + percent + " " + before);
        before = percent;
      }
    }
  }

  @Test
  void theMajorCycleIsToldAndTheEndByWhatWasTaken() {
    HowFar far = HowFar.of(new StageNow("Major cycle 1", 0.5), START, START.plusSeconds(56));
    assertEquals(Optional.of(1), far.majorCycle());
    assertEquals(Optional.of(56), far.percent());
    assertEquals(Optional.of("2026-01-01T00:01:40Z"), far.estimatedEnd());
  }

  @Test
  void aStageThatIsNotKnownIsToldWithoutAGuess() {
    HowFar far = HowFar.of(new StageNow("Dream", 0.5), START, START.plusSeconds(50));
    assertEquals("Dream", far.stage());
    assertEquals(Optional.empty(), far.percent());
    assertEquals(Optional.empty(), far.estimatedEnd());
  }
}
