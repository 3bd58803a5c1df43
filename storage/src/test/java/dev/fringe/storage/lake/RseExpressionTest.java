package dev.fringe.storage.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RseExpressionTest {

  private static final List<Rse> RSES =
      List.of(
          new Rse("A", Map.of("tier", "1", "country", "uk", "freespace", "90"), true),
          new Rse("B", Map.of("tier", "1", "country", "ch", "freespace", "200"), true),
          new Rse("C-1", Map.of("tier", "2", "country", "ch", "scratch", "true"), true));

  @ParameterizedTest
  @CsvSource({
    "*, A B C-1",
    "B, B",
    "C-1, C-1",
    "tier=1, A B",
    "tier=3, ''",
    "scratch, C-1",
    "tier>1, C-1",
    "freespace<100, A",
    "freespace>100, B",
    "tier=1&country=ch, B",
    "A|C-1, A C-1",
    "*\\A, B C-1",
    "tier=1\\(country=uk|C-1), B",
    // From the left, as Rucio does: (A|B)&country=ch.
    "A|B&country=ch, B",
    "A|(B&country=ch), A B",
    "((tier=2)), C-1"
  })
  void anExpressionChoosesRses(String expression, String chosen) {
    assertEquals(
        chosen,
        RseExpression.parse(expression).choose(RSES).stream()
            .map(Rse::name)
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A&&B",
        "(A",
        "A)",
        "tier=",
        "=1",
        "A B",
        "tier>high",
        "&A",
        "A|",
        "()",
        "A!B"
      })
  void whatIsNoExpressionIsRefusedWithItsPlace(String expression) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> RseExpression.parse(expression))
            .getMessage();
    assertTrue(message.contains("at character"), message);
  }
}
