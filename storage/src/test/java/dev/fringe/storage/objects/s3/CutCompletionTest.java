package dev.fringe.storage.objects.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.http.Retries;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The request that completes an upload is answered by half its XML, as proxies leave it. */
class CutCompletionTest {
  private static final int BYTES = 20_000_000;

  private final MockWebServer server = new MockWebServer();
  private final AtomicInteger completions = new AtomicInteger();
  private volatile boolean firstIsDone = true;
  private volatile int storedBytes = BYTES;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request.getMethod(), String.valueOf(request.getTarget()));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MockResponse answer(String method, String target) {
    MockResponse.Builder answer = new MockResponse.Builder();
    return switch (method) {
      case "HEAD" ->
          answer
              .setHeader("Content-Length", storedBytes)
              .setHeader("ETag", "\"0123456789abcdef0123456789abcdef-2\"")
              .build();
      case "POST" ->
          target.contains("uploadId=") ? completion(answer) : answer.body(started()).build();
      default -> answer.code(204).build();
    };
  }

  private MockResponse completion(MockResponse.Builder answer) {
    String whole =
        "<CompleteMultipartUploadResult><ETag>\"0-2\"</ETag></CompleteMultipartUploadResult>";
    if (completions.incrementAndGet() == 1) {
      return answer.body(whole.substring(0, whole.length() / 2)).build();
    }
    return firstIsDone
        ? answer.code(404).body("<Error><Code>NoSuchUpload</Code></Error>").build()
        : answer.body(whole).build();
  }

  private static String started() {
    return "<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>";
  }

  @Test
  void anUploadThatIsCompleteNonethelessEndsWell() throws IOException {
    upload();
    assertEquals(2, completions.get());
  }

  @Test
  void anUploadThatIsNotIsCompletedByTheNextAttempt() throws IOException {
    firstIsDone = false;
    upload();
    assertEquals(2, completions.get());
  }

  @Test
  void anObjectOfAnotherSizeIsNotTakenForIt() {
    storedBytes = BYTES - 1;
    assertThrows(NoSuchFileException.class, this::upload);
  }

  private void upload() throws IOException {
    String authority = "127.0.0.1:" + server.getPort();
    EndpointSettings settings =
        new EndpointSettings("s3://" + authority + "/", "", "", true, "", true, "", "", "", false);
    Retries retries = new Retries(5, Duration.ofMillis(100), Duration.ofSeconds(60), waited -> {});
    Location target = Location.parse("s3://" + authority + "/bucket/file");
    try (S3Client client =
        S3Clients.of(settings, S3Clients.endpoint(settings, authority), retries)) {
      Multipart upload =
          Multipart.begin(new S3Calls(client, retries), target, S3Address.of(target, true));
      upload.complete(List.of(part(1), part(2)), BYTES);
    }
  }

  private static CompletedPart part(int number) {
    return CompletedPart.builder().partNumber(number).eTag("\"part\"").build();
  }
}
