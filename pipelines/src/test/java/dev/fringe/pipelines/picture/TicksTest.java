package dev.fringe.pipelines.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void ticksAreRoundNumbers() {
    assertEquals(List.of(0.0, 20.0, 40.0, 60.0, 80.0), Ticks.between(-3, 99, 6).values());
    assertEquals("0.20", Ticks.between(0, 0.3, 6).label(0.2));
    assertEquals("100", Ticks.significant(100, 3));
    assertEquals("0.00123", Ticks.significant(0.00123456, 3));
  }
}
