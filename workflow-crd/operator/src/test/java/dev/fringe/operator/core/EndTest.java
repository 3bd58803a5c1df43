package dev.fringe.operator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndTest {
  @Test
  void anEndIsRead() {
    assertEquals(
        Optional.of(new End(3, "no rows")), End.read("{\"exitCode\": 3, \"report\": \"no rows\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"exitCode\": -1}",
        "{\"exitCode\": 256}",
        "{\"exitCode\": \"0\"}"
      })
  void whatIsNoneIsNothing(String text) {
    assertEquals(Optional.empty(), End.read(text));
  }
}
