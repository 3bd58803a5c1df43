package dev.fringe.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are no workflows, and files that mean harm, are refused quickly and in plain words.
 */
class HostileYamlTest {

  static Stream<Arguments> hostileTexts() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      laughs.append("a" + i + ": &a" + i + " [" + (before + ", ").repeat(8) + before + "]\n");
    }
    StringBuilder quietLaughs = new StringBuilder("a0: &a0 [" + "x, ".repeat(3000) + "x]\n");
    for (int i = 1; i < 5; i++) {
      quietLaughs.append(
          ("a" + i + ": &a" + i + " [*b, *b, *b, *b]\n").replace("*b", "*a" + (i - 1)));
    }
    return Stream.of(
        hostile("empty", "", "is empty"),
        hostile("only a remark", "# nothing\n", "is empty"),
        hostile("null", "~", "should be a mapping"),
        hostile("too large", "a: " + "x".repeat(1 << 20), "is too large"),
        hostile("too deep", "a: " + "[".repeat(1000), "is not YAML"),
        hostile("a billion laughs", laughs.toString(), "aliases"),
        hostile("some million laughs", quietLaughs.toString(), "unfold without end"),
        hostile("a list in itself", "a: &a [*a]\n", "unfold without end"),
        hostile("a key in itself", "&a {*a : 1}\n", "a key here is not a word"),
        hostile("two documents", "a: 1\n---\nb: 2\n", "a second document begins here"),
        hostile("a class", "a: !!javax.script.ScriptEngineManager [x]\n", "is not allowed"),
        hostile("a local tag", "a: !run x\n", "is not allowed"),
        hostile("a key twice", "a: 1\na: 2\n", "stands there twice, first at x.yaml:1"),
        hostile("a mapping as a key", "{a: b}: c\n", "a key here is not a word"),
        hostile("tabs", "a:\n\tb: 1\n", "indent with spaces"),
        hostile("a slip of a line", "a: 1\n  b: 2\n", "not allowed here"),
        hostile("an unclosed quote", "a: \"b\n", "is not YAML"),
        hostile("control characters", "a: \u0000\n", "is not YAML"),
        hostile("an unknown alias", "a: *b\n", "is not YAML"),
        hostile("a merge", "b: &b {x: 1}\na:\n  <<: *b\n", "there is no field"),
        hostile("json cut short", "{\"apiVersion\": \"fr", "is not YAML"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileTexts")
  void isRefused(String name, String text, String words) {
    WorkflowException refused =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10),
            () -> assertThrows(WorkflowException.class, () -> WorkflowReader.read("x.yaml", text)));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
    assertTrue(refused.getMessage().length() < 4000, "a short message for a large file");
  }

  @Test
  void aSlipIsToldWithItsLine() {
    WorkflowException refused =
        assertThrows(WorkflowException.class, () -> WorkflowReader.read("x.yaml", "a: 1\n  b: 2"));
    assertEquals("x.yaml:2", refused.faults().getFirst().origin().toString());
  }

  @Test
  void aFewAliasesAreFine() {
    Workflow workflow =
        WorkflowReaderTest.read(
            """
            inputs: [{file: a.uvfits}]
            publish:
              scope: demo
              rules: [{rses: A, lifetime: &month 30 d}, {rses: B, lifetime: *month}]
            """);
    assertEquals(
        List.of(30L, 30L),
        workflow.spec().publish().orElseThrow().rules().stream()
            .map(rule -> rule.lifetime().orElseThrow().toDuration().toDays())
            .toList());
  }

  private static Arguments hostile(String name, String text, String words) {
    return Arguments.of(name, text, words);
  }
}
