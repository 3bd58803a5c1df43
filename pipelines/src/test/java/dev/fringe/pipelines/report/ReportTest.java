package dev.fringe.pipelines.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.pipelines.progress.StageNow;
import dev.fringe.storage.lake.Did;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void theBeamTheNoiseAndThePeakAreToldAsPeopleSayThem() throws Exception {
    JsonNode summary =
        JSON.readTree(
            """
            {"beam": {"majorArcsec": 4.1234, "minorArcsec": 3.9, "positionAngleDeg": 12.4},
             "noiseJyPerBeam": 0.0012345, "peakJyPerBeam": 1.0987}
            """);
    EndReport report =
        EndReport.of(
            Optional.of(Did.of("demo", "m31")),
            List.of(),
            Optional.of(summary),
            "k",
            Optional.empty());
    assertEquals(Optional.of("4.12 x 3.90 arcsec, 12 deg"), report.beam());
    assertEquals(Optional.of("1.23 mJy/beam"), report.noise());
    assertEquals(Optional.of("1.10 Jy/beam"), report.peak());
    assertEquals(List.of(new EndReport.Product("demo:m31", Optional.empty())), report.products());
  }

  @Test
  void aLongReportIsCutToWhatAPodMayTell() throws Exception {
    Path file = Files.createFile(folder.resolve("termination-log"));
    EndReport.write(file, "ä".repeat(5000));
    byte[] told = Files.readAllBytes(file);
    assertTrue(told.length <= 4096 && told.length > 3900, told.length + " bytes");
    assertEquals("ä".repeat(told.length / 2), new String(told, StandardCharsets.UTF_8));
  }

  @Test
  void thePageTellsTheStage() throws Exception {
    AtomicReference<Optional<StageNow>> stage = new AtomicReference<>(Optional.empty());
    try (ProgressPage page = ProgressPage.at("127.0.0.1:0", stage::get, Clock.systemUTC());
        HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + page.port() + "/progress");
      assertEquals(204, get(client, address).statusCode());
      stage.set(Optional.of(new StageNow("Major cycle 3", 0)));
      JsonNode told = JSON.readTree(get(client, address).body());
      assertEquals("Major cycle 3", told.path("stage").asText());
      assertEquals(3, told.path("majorCycle").asInt());
    }
  }

  @Test
  void thePageTellsTheEnd() throws Exception {
    try (EndPage page = EndPage.at("127.0.0.1:0", 3, "obs.uvfits: no rows");
        HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + page.port() + "/end");
      assertEquals(
          JSON.readTree("{\"exitCode\": 3, \"report\": \"obs.uvfits: no rows\"}"),
          JSON.readTree(get(client, address).body()));
    }
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    IOException refused =
        assertThrows(
            IOException.class,
            () -> ProgressPage.at("nowhere", Optional::empty, Clock.systemUTC()));
    assertTrue(refused.getMessage().contains("FRINGE_PROGRESS is 'nowhere'"));
  }

  private static HttpResponse<String> get(HttpClient client, URI address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
