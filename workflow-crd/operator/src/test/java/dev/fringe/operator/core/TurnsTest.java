package dev.fringe.operator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.operator.core.Turns.Places;
import dev.fringe.operator.core.Turns.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    assertEquals(Set.of("urgent"), next(0, 1));
    assertEquals(Set.of("urgent", "early"), next(1, 3));
  }

  @Test
  void nobodyGoesWhereAllPlacesAreTaken() {
    assertEquals(Set.of(), next(3, 3));
    assertEquals(Set.of(), next(4, 3));
  }

  @Test
  void whereTheClusterIsFullTheNextPlaceIsForTheNamespaceThatHasFewest() {
    Map<String, List<Waiting>> waiting =
        Map.of("many", WAITING, "few", List.of(new Waiting("mine", 0, MORNING.plusSeconds(600))));
    Map<String, Integer> working = Map.of("many", 3, "few", 0);
    assertEquals(Set.of("mine"), Turns.next(waiting, working, new Places(9, Optional.of(4))));
    assertEquals(
        Set.of("mine", "urgent"), Turns.next(waiting, working, new Places(9, Optional.of(5))));
    assertEquals(Set.of(), Turns.next(waiting, working, new Places(9, Optional.of(3))));
    assertEquals(Set.of("mine"), Turns.next(waiting, working, new Places(3, Optional.of(9))));
  }

  private static Set<String> next(int working, int most) {
    return Turns.next(
        Map.of("n", WAITING), Map.of("n", working), new Places(most, Optional.empty()));
  }
}
