package dev.fringe.operator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.operator.core.Turns.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  private static final List<Waiting> WAITING =
      List.of(
          new Waiting("late", 0, MORNING.plusSeconds(60)),
          new Waiting("early", 0, MORNING),
          new Waiting("urgent", 5, MORNING.plusSeconds(90)));

  @Test
  void theUrgentGoFirstThenTheOldest() {
    assertEquals(Set.of("urgent"), Turns.next(WAITING, 0, 1));
    assertEquals(Set.of("urgent", "early"), Turns.next(WAITING, 1, 3));
  }

  @Test
  void nobodyGoesWhereAllPlacesAreTaken() {
    assertEquals(Set.of(), Turns.next(WAITING, 3, 3));
    assertEquals(Set.of(), Turns.next(WAITING, 4, 3));
  }
}
