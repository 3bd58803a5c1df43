package dev.fringe.bridge.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.bridge.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service with processes that end as their workflow's name says; a real run is the browser's
 * test.
 */
class WorkflowsApiTest {

  private static final String PATH = "/api/v1/workflows";

  private static final String PROGRAM =
      """
      #!/bin/sh
      echo "$@"
      case "$(grep name: "$2")" in
        *fails*) printf 'the file has no visibilities' >"$FRINGE_REPORT"; exit 3;;
        *waits*) while ! [ -e go ]; do sleep 0.1; done;;
      esac
      printf '{"products":[{"did":"demo:made","rules":"OK"}],"beam":"6 x 5 arcsec","noise":"1 uJy"}' >"$FRINGE_REPORT"
      """;

  @TempDir Path folder;
  private TestSite site;

  @BeforeEach
  void start() throws IOException {
    Path program = Files.writeString(folder.resolve("fringe"), PROGRAM);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("seen.uvfits"), "x");
    Files.writeString(folder.resolve("outside.uvfits"), "x");
    Files.createSymbolicLink(data.resolve("link.uvfits"), folder.resolve("outside.uvfits"));
    site =
        TestSite.in(
            folder,
            new LocalSettings(
                List.of(program.toString()),
                List.of("--lake", "the-lake"),
                folder.resolve("state/workflows"),
                List.of(data.toString()),
                1,
                2,
                new Retention(Duration.ofDays(1), 3)));
  }

  @AfterEach
  void stop() throws IOException {
    for (JsonNode run : site.get(PATH).json().get("items")) {
      delete(run.get("id").asText());
    }
    site.close();
  }

  private TestSite.Answer post(String path, String yaml) throws IOException {
    return site.post(path, RequestBody.create(yaml, MediaType.get("application/yaml")));
  }

  private TestSite.Answer delete(String id) throws IOException {
    return site.call(new Request.Builder().url(site.address() + PATH + "/" + id).delete().build());
  }

  private String submit(String name) throws IOException {
    TestSite.Answer answer = post(PATH, TestWorkflows.yaml(name, "did: demo:seen.uvfits"));
    assertEquals(201, answer.status(), answer.body());
    return answer.json().get("id").asText();
  }

  /** The last event: the stream ends with the run. */
  private JsonNode ended(String id) throws IOException {
    site.get(PATH + "/" + id + "/events");
    return site.get(PATH + "/" + id).json();
  }

  @Test
  void aRunIsFollowedToItsEnd() throws IOException {
    String id = submit("good");
    String events = site.get(PATH + "/" + id + "/events").body();
    assertTrue(events.startsWith("event: run\ndata: {"), events);
    assertTrue(events.contains("\"state\":\"succeeded\""), events);
    JsonNode run = site.get(PATH + "/" + id).json();
    assertEquals("succeeded", run.get("state").asText());
    assertEquals("demo:made", run.get("products").get(0).asText());
    assertEquals(1.0, run.get("fraction").asDouble());
    assertTrue(site.get(PATH + "/" + id + "/log").body().contains("--lake the-lake"));
    assertTrue(site.get(PATH + "/" + id + "/yaml").body().contains("did: \"demo:seen.uvfits\""));
  }

  @Test
  void aFailureTellsWhy() throws IOException {
    JsonNode run = ended(submit("fails"));
    assertEquals("failed", run.get("state").asText());
    assertEquals("the file has no visibilities", run.get("message").asText());
  }

  @Test
  void othersWaitTheirTurnAndTooManyAreRefused() throws IOException {
    String first = submit("waits");
    awaitState(first, "running");
    String second = submit("good");
    submit("good");
    assertEquals("queued", site.get(PATH + "/" + second).json().get("state").asText());
    assertEquals(429, post(PATH, TestWorkflows.yaml("good", "did: demo:seen.uvfits")).status());
    assertEquals("cancelled", delete(first).json().get("state").asText());
    assertEquals("succeeded", ended(second).get("state").asText());
    assertEquals("cancelled", delete(first).json().get("state").asText(), "cancelled twice");
  }

  @Test
  void aRestartLosesNoRunAndFindsProcessesAgain() throws IOException {
    String working = submit("waits");
    awaitState(working, "running");
    String waiting = submit("good");
    site.restart();
    assertEquals("running", site.get(PATH + "/" + working).json().get("state").asText());
    assertEquals("queued", site.get(PATH + "/" + waiting).json().get("state").asText());
    Files.writeString(folder.resolve("state/workflows/" + working + "/go"), "");
    assertEquals("succeeded", ended(working).get("state").asText());
    assertEquals("succeeded", ended(waiting).get("state").asText());
  }

  @Test
  void aProcessThatIsKilledIsBegunAnewAndGivenUpInTheEnd() throws IOException {
    String id = submit("waits");
    for (int launch = 1; launch <= 3; launch++) {
      kill(id, launch);
    }
    JsonNode run = ended(id);
    assertEquals("failed", run.get("state").asText());
    assertEquals("was killed 3 times", run.get("message").asText());
  }

  private void kill(String id, int launch) throws IOException {
    RunFolder kept = new RunFolder(folder.resolve("state/workflows/" + id));
    Run run = kept.load().orElseThrow();
    while (run.process().isEmpty() || run.launches() < launch) {
      Thread.onSpinWait();
      run = kept.load().orElseThrow();
    }
    ProcessHandle shell = WorkProcesses.find(run.process().get()).orElseThrow();
    shell.destroyForcibly();
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void inputsAreOfTheLakeOrOfTheFoldersThatAreOpen() throws IOException {
    for (String input :
        List.of(
            "file: /etc/passwd",
            "file: ../outside.uvfits",
            "file: link.uvfits",
            "file: missing.uvfits",
            "prefix: /",
            "file: \"s3://bucket/secret.uvfits\"",
            "file: \"file:///etc/passwd\"")) {
      TestSite.Answer answer = post(PATH, TestWorkflows.yaml("bad", input));
      assertEquals(422, answer.status(), input);
      assertTrue(
          answer.json().get("faults").get(0).get("path").asText().startsWith("spec.inputs[0]"));
    }
    assertEquals(201, post(PATH, TestWorkflows.yaml("good", "file: seen.uvfits")).status());
  }

  @Test
  void faultsAreThoseOfTheCommandLineWithWhatWouldBeRight() throws IOException {
    JsonNode answer =
        post(
                PATH + "/check",
                TestWorkflows.yaml("x", "did: a:b").replace("scope: demo", "scop: demo"))
            .json();
    assertFalse(answer.get("valid").asBoolean());
    assertTrue(answer.get("faults").get(0).get("path").asText().startsWith("spec.publish"));
    JsonNode good = post(PATH + "/check", TestWorkflows.yaml("x", "did: a:b")).json();
    assertTrue(good.get("valid").asBoolean());
    assertTrue(good.get("effective").asText().contains("algorithm: clark"));
    JsonNode scratch =
        post(PATH + "/check", TestWorkflows.yaml("x", "did: a:b") + "  scratch: /root\n").json();
    assertEquals("spec.scratch", scratch.get("faults").get(0).get("path").asText());
    assertFalse(post(PATH + "/check", "[:").json().get("valid").asBoolean());
  }

  @Test
  void runsThatEndedLongAgoOrAreTooManyAreForgotten() throws IOException {
    String working = submit("waits");
    awaitState(working, "running");
    for (int i = 0; i < 5; i++) {
      assertEquals("cancelled", delete(submit("good")).json().get("state").asText());
    }
    while (site.get(PATH).json().get("items").size() > 4) {
      Thread.onSpinWait();
    }
    assertEquals("running", site.get(PATH + "/" + working).json().get("state").asText());
    try (Stream<Path> kept = Files.list(folder.resolve("state/workflows"))) {
      assertEquals(4, kept.count());
    }
    Run old =
        Run.queued("old", "old", "", Instant.EPOCH)
            .endedAs(RunState.FAILED, "", Run.Outcome.NONE, Instant.EPOCH);
    Run young = old.endedAs(RunState.FAILED, "", Run.Outcome.NONE, Instant.EPOCH.plusSeconds(5));
    Retention fiveSeconds = new Retention(Duration.ofSeconds(5), 2);
    assertEquals(List.of(old), fiveSeconds.old(List.of(old, young), Instant.EPOCH.plusSeconds(6)));
  }

  @Test
  void pagesOfOtherSitesCanChangeNothing() throws IOException {
    RequestBody yaml =
        RequestBody.create(
            TestWorkflows.yaml("good", "did: demo:seen.uvfits"), MediaType.get("application/yaml"));
    String own = site.address();
    assertEquals(403, post(yaml, "Origin", "https://evil.example"));
    assertEquals(403, post(yaml, "Sec-Fetch-Site", "cross-site"));
    assertEquals(201, post(yaml, "Origin", own));
    RequestBody form = RequestBody.create("x", MediaType.get("text/plain"));
    assertEquals(415, site.post(PATH, form).status());
    assertEquals(404, site.get(PATH + "/..%2f..").status());
  }

  private int post(RequestBody body, String header, String value) throws IOException {
    return site.call(
            new Request.Builder()
                .url(site.address() + PATH)
                .header(header, value)
                .post(body)
                .build())
        .status();
  }

  private void awaitState(String id, String state) throws IOException {
    while (!site.get(PATH + "/" + id).json().get("state").asText().equals(state)) {
      Thread.onSpinWait();
    }
  }
}
