package dev.fringe.pipelines.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoverTest {

  @Test
  void aLostProcessIsMissedAfterAMinuteUnlessATimeIsGiven() {
    assertEquals(Duration.ofMinutes(1), Handover.lostAfter(Optional.empty()));
    assertEquals(Duration.ofSeconds(5), Handover.lostAfter(Optional.of("5 s")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "0 s", "-1 min", "10"})
  void aTimeThatIsNoneIsNamed(String given) {
    String message =
        assertThrows(UsageException.class, () -> Handover.lostAfter(Optional.of(given)))
            .getMessage();

    assertTrue(message.contains("FRINGE_FLINK_LOST_AFTER"), message);
    assertTrue(message.contains(given), message);
  }
}
