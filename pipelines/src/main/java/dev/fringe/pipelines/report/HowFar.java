package dev.fringe.pipelines.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fringe.pipelines.progress.StageNow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a run has come. Of the whole, that is an estimate: how many major cycles a clean needs is
 * seen at its end only, so each is given half of what is left for all of them.
 *
 * @param stage as the user reads it
 * @param majorCycle from 1; empty before
 * @param percent of the whole, 0 to 99
 * @param estimatedEnd UTC, ISO 8601; empty as long as too little is done to tell
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record HowFar(
    String stage,
    Optional<Integer> majorCycle,
    Optional<Integer> percent,
    Optional<String> estimatedEnd) {

  private static final Pattern MAJOR_CYCLE = Pattern.compile("Major cycle ([0-9]{1,4})");
  private static final double CYCLES_BEGIN = 45;
  private static final double CYCLES_END = 90;
  private static final int ENOUGH_TO_TELL = 10;
  private static final Map<String, double[]> PERCENT =
      Map.of(
          "Survey", new double[] {0, 10},
          "Plan", new double[] {10, 10},
          "Self-calibrate", new double[] {10, 20},
          "Weigh and pack", new double[] {20, 30},
          "Grid", new double[] {30, CYCLES_BEGIN},
          "Restore", new double[] {CYCLES_END, 95},
          "Publish", new double[] {95, 99});

  static HowFar of(StageNow stage, Instant started, Instant now) {
    Matcher cycle = MAJOR_CYCLE.matcher(stage.name());
    Optional<Integer> number =
        cycle.matches() ? Optional.of(Integer.parseInt(cycle.group(1))) : Optional.empty();
    Optional<double[]> span =
        number
            .map(n -> new double[] {afterCycle(n - 1), afterCycle(n)})
            .or(() -> Optional.ofNullable(PERCENT.get(stage.name())));
    Optional<Integer> percent =
        span.map(s -> (int) Math.floor(s[0] + (s[1] - s[0]) * stage.share()));
    Optional<String> end =
        percent
            .filter(p -> p >= ENOUGH_TO_TELL)
            .map(
                p ->
                    now.plus(Duration.between(started, now).multipliedBy(100 - p).dividedBy(p))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
    return new HowFar(stage.name(), number, percent, end);
  }

  private static double afterCycle(int number) {
    return CYCLES_END - (CYCLES_END - CYCLES_BEGIN) * Math.pow(0.5, number);
  }
}
