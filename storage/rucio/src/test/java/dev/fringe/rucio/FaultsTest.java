package dev.fringe.rucio;

import static dev.fringe.rucio.FakeRucio.created;
import static dev.fringe.rucio.FakeRucio.cut;
import static dev.fringe.rucio.FakeRucio.dropped;
import static dev.fringe.rucio.FakeRucio.ok;
import static dev.fringe.rucio.FakeRucio.refusing;
import static dev.fringe.rucio.FakeRucio.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioAnswerException;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.error.RucioUnreachable;
import dev.fringe.rucio.http.CallCounter;
import dev.fringe.rucio.http.JsonLines;
import dev.fringe.rucio.model.DidInfo;
import dev.fringe.rucio.model.NewReplica;
import dev.fringe.rucio.model.NewRule;
import dev.fringe.rucio.model.ReplicaState;
import dev.fringe.rucio.model.RucioDid;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private static final RucioDid FILE = RucioDid.of("demo", "obs/image.fits");
  private static final RucioDid DATASET = RucioDid.of("demo", "obs");
  private static final NewRule RULE = NewRule.of(DATASET, "root", 2, "tier=1");
  private static final String CONTENT = "GET /dids/demo/obs/dids";
  private static final String LINE =
      "{\"scope\": \"demo\", \"name\": \"obs/image.fits\", \"type\": \"FILE\", \"bytes\": 1}\n";

  private final FakeRucio server = FakeRucio.started();
  private final CallCounter calls = new CallCounter();
  private final RucioClient rucio = server.client().listener(calls).open();

  @AfterEach
  void stop() {
    rucio.close();
    server.close();
  }

  @Test
  void repeatableCallsOutlastAServerInTrouble() {
    server.on("PUT /replicas", status(503), dropped(), ok(""));
    rucio.replicas().setState("CH", List.of(FILE), ReplicaState.AVAILABLE);
    assertEquals(3, server.times("PUT /replicas"));
    assertEquals(3, calls.byRoute().get("PUT /replicas"), "retries are counted");
  }

  @Test
  void databaseTroubleIsRepeatedAsManyTimesAsThePolicySays() {
    server.on(CONTENT, refusing(500, "DatabaseException", "deadlock"));
    final RucioRefusal refusal =
        assertThrows(RucioRefusal.class, () -> rucio.dids().contentList(DATASET));
    assertEquals(RefusalKind.SERVER_TROUBLE, refusal.kind());
    assertEquals(3, server.times(CONTENT));
  }

  @Test
  void twoWhoRegisterTheSameDidAtOnceBothSucceed() {
    server.on(
        "POST /replicas",
        refusing(500, "RucioException", "(psycopg.errors.UniqueViolation) DIDS_PK"),
        created(""));
    rucio
        .replicas()
        .register("CH", List.of(NewReplica.copying(FILE, 1, "00000001", "0".repeat(32))));
    assertEquals(2, server.times("POST /replicas"));
  }

  @Test
  void usedUpLimitIsARefusalWhateverTheStatus() {
    server.on(
        "POST /rules/",
        refusing(500, "InsufficientAccountLimit", "There is insufficient quota on any of the RSE"));
    final RucioRefusal refusal = assertThrows(RucioRefusal.class, () -> rucio.rules().add(RULE));
    assertEquals(RefusalKind.INSUFFICIENT_ACCOUNT_LIMIT, refusal.kind());
    assertEquals(1, server.times("POST /rules/"));
  }

  @Test
  void ruleIsNotAskedForTwiceWhenTheAnswerIsLost() {
    server.on("POST /rules/", dropped());
    final RucioUnreachable lost =
        assertThrows(RucioUnreachable.class, () -> rucio.rules().add(RULE));
    assertTrue(lost.maybeDone());
    assertEquals(1, server.times("POST /rules/"));
  }

  @Test
  void ruleWhoseAnswerWasLostIsFoundAgain() {
    server.on("POST /rules/", dropped());
    server.on("GET /dids/demo/obs/rules", ok(rule("other", 1) + rule("wanted", 2)));
    assertEquals("wanted", rucio.rules().ensure(RULE));
  }

  @Test
  void ruleThatIsThereAlreadyIsFound() {
    server.on("POST /rules/", refusing(409, "DuplicateRule", "(psycopg.errors.UniqueViolation)"));
    server.on("GET /dids/demo/obs/rules", ok(rule("wanted", 2)));
    assertEquals("wanted", rucio.rules().ensure(RULE));
  }

  @Test
  void nobodyListeningIsSurelyNotDone() {
    server.close();
    final RucioUnreachable nobody =
        assertThrows(RucioUnreachable.class, () -> rucio.rules().add(RULE));
    assertFalse(nobody.maybeDone());
  }

  @Test
  void cutStreamIsToldToWhoReadsItAsItComes() {
    server.on(CONTENT, cut(LINE + LINE));
    try (JsonLines<DidInfo> lines = rucio.dids().content(DATASET)) {
      lines.next();
      lines.next();
      final var problem = assertThrows(RucioAnswerException.class, lines::hasNext);
      assertTrue(problem.getMessage().contains("cut after 2 lines"), problem.getMessage());
    }
  }

  @Test
  void cutStreamIsReadAnewForWhoWantsItWhole() {
    server.on(CONTENT, cut(LINE), cut(LINE + "{\"scope\": \"de"), ok(LINE + "\n" + LINE));
    assertEquals(2, rucio.dids().contentList(DATASET).size());
  }

  @Test
  void streamThatEndsInTheMiddleOfALineIsCutAlthoughTheServerSaysItEnded() {
    server.on(CONTENT, ok(LINE + "{\"scope\": \"demo\", \"na"));
    final var problem =
        assertThrows(RucioAnswerException.class, () -> rucio.dids().contentList(DATASET));
    assertTrue(problem.getMessage().contains("middle of line 2"), problem.getMessage());
  }

  @Test
  void errorInTheTailOfAStreamIsARefusal() {
    server.on(
        CONTENT,
        ok(
            LINE
                + "{\"ExceptionClass\": \"DataIdentifierNotFound\", \"ExceptionMessage\":"
                + " \"gone\"}"));
    try (JsonLines<DidInfo> lines = rucio.dids().content(DATASET)) {
      lines.next();
      final RucioRefusal refusal = assertThrows(RucioRefusal.class, lines::hasNext);
      assertEquals(RefusalKind.DID_NOT_FOUND, refusal.kind());
    }
  }

  @Test
  void manyFilesAreFewCalls() {
    server.on("POST /replicas", created("Created"));
    final List<NewReplica> files =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    NewReplica.copying(RucioDid.of("demo", "f" + i), 1, "00000001", "0".repeat(32)))
            .toList();
    rucio.replicas().register("CH", files);
    assertEquals(20, calls.byRoute().get("POST /replicas"));
  }

  @Test
  void tokenDoesNotFollowARedirect() {
    try (FakeRucio elsewhere = FakeRucio.started()) {
      server.on(
          "GET /rses/CH",
          exchange -> {
            exchange.getResponseHeaders().add("Location", elsewhere.address() + "/rses/CH");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
          });
      assertThrows(RuntimeException.class, () -> rucio.rses().get("CH"));
      assertEquals(List.of(), elsewhere.tokensSeen());
    }
  }

  @Test
  void namesThatWouldLeadElsewhereAreRefused() {
    for (String name : List.of("../x", "a/../b", "a//b", "a/.", "obs/meta", "x?y", "")) {
      assertThrows(IllegalArgumentException.class, () -> RucioDid.of("demo", name), name);
    }
    assertThrows(IllegalArgumentException.class, () -> RucioDid.of("..", "x"));
    assertThrows(IllegalArgumentException.class, () -> rucio.rses().get(".."));
  }

  @Test
  void requestsUnderWayAreBounded() throws InterruptedException, ExecutionException {
    final AtomicInteger now = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final Phaser pairs = new Phaser(2); // each request waits for another one
    server.on(
        "GET /ping",
        exchange -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          pairs.arriveAndAwaitAdvance();
          now.decrementAndGet();
          ok("{\"version\": \"41\"}").to(exchange);
        });
    try (RucioClient two = server.client().mostAtOnce(2).open();
        var threads = Executors.newFixedThreadPool(8)) {
      final List<Future<String>> answers =
          IntStream.range(0, 64).mapToObj(i -> threads.submit(two::ping)).toList();
      for (Future<String> answer : answers) {
        assertEquals("41", answer.get());
      }
    }
    assertEquals(2, most.get());
  }

  private static String rule(String id, int copies) {
    return Json.object(DATASET)
            .put("id", id)
            .put("account", "root")
            .put("copies", copies)
            .put("rse_expression", "tier=1")
            .put("state", "OK")
        + "\n";
  }
}
