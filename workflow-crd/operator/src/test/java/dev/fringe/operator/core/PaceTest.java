package dev.fringe.operator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void youngWorkIsAskedOftenAndOldWorkEveryTenSeconds() {
    assertEquals(Duration.ofSeconds(1), Pace.of(Duration.ZERO));
    assertEquals(Duration.ofSeconds(5), Pace.of(Duration.ofSeconds(20)));
    assertEquals(Duration.ofSeconds(10), Pace.of(Duration.ofDays(3)));
  }

  @Test
  void anHourIsAskedLessThanFourHundredTimes() {
    int questions = 0;
    Duration age = Duration.ZERO;
    for (; age.toHours() < 1; age = age.plus(Pace.of(age))) {
      questions++;
    }
    assertTrue(questions < 400, "asked " + questions + " times");
  }
}
