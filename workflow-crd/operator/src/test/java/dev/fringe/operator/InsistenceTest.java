package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InsistenceTest {
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Insistence insistence = new Insistence(pauses::add, told::add);

  /** Fails in these ways, one after the other, and then answers. */
  private String ask(List<? extends RuntimeException> failures) {
    Queue<RuntimeException> left = new ArrayDeque<>(failures);
    return insistence.answer(
        () -> {
          if (!left.isEmpty()) {
            throw left.remove();
          }
          return "the answer";
        });
  }

  private static KubernetesClientException status(int code) {
    return new KubernetesClientException("a bad day", code, null);
  }

  private static RuntimeException refused() {
    return new IllegalStateException(
        new KubernetesClientException("io", new ConnectException("Connection refused")));
  }

  @Test
  void aConnectionThatIsClosedIsMadeAgain() {
    assertEquals(
        "the answer",
        ask(List.of(new IllegalStateException(new IOException("Connection was closed")))));
    assertTrue(told.getFirst().endsWith("Connection was closed"), told.getFirst());
  }

  @Test
  void whatMayPassIsWaitedForWithPausesThatGrow() {
    List<RuntimeException> failures = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      failures.addAll(List.of(refused(), status(429), status(500)));
    }
    assertEquals("the answer", ask(failures));
    assertEquals(
        LongStream.of(1, 2, 4, 8, 16, 30, 30, 30, 30).mapToObj(Duration::ofSeconds).toList(),
        pauses);
    assertTrue(told.getFirst().endsWith("Connection refused"), told.getFirst());
    assertTrue(told.get(1).endsWith("status 429"), told.get(1));
  }

  @Test
  void whatIsRefusedIsNotAskedAgain() {
    for (int code : new int[] {401, 403, 404, 422}) {
      assertThrows(
          IllegalStateException.class,
          () -> ask(List.of(new IllegalStateException(status(code)))),
          "status " + code);
    }
    assertThrows(
        IllegalArgumentException.class, () -> ask(List.of(new IllegalArgumentException())));
    assertEquals(List.of(), pauses);
  }
}
