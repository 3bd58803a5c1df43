package dev.fringe.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class OperatorLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /** What is logged about a workflow, as the operator's framework and its reconciler mark it. */
  private static String logged(String format) throws Exception {
    PrintStream real = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LoggerContext context = new LoggerContext();
    LogbackMDCAdapter marks = new LogbackMDCAdapter();
    context.setMDCAdapter(marks);
    context.putProperty(LogFormat.VARIABLE, format);
    System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(OperatorLogTest.class.getResource("/logback.xml"));
      marks.put("resource.kind", "Workflow");
      marks.put("resource.namespace", "astronomy");
      marks.put("resource.name", "first-light");
      marks.put("resource.uid", "5f");
      marks.put("attempt", "2");
      Logger log = context.getLogger("dev.fringe.operator.Test");
      log.warn("two\nlines, \"quoted\"", new IOException("lost"));
    } finally {
      context.stop();
      System.setErr(real);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineOfJsonTellsWhenWhatAndAboutWhich() throws Exception {
    String text = logged("json");
    assertEquals(1, text.lines().count(), text);
    JsonNode line = JSON.readTree(text);
    assertTrue(
        Instant.parse(line.path("time").asText()).isAfter(Instant.now().minusSeconds(60)), text);
    assertEquals("WARN", line.path("level").asText());
    assertEquals("dev.fringe.operator.Test", line.path("logger").asText());
    assertEquals("two\nlines, \"quoted\"", line.path("message").asText());
    assertEquals("Workflow", line.path("kind").asText());
    assertEquals("astronomy", line.path("namespace").asText());
    assertEquals("first-light", line.path("name").asText());
    assertEquals("2", line.path("attempt").asText());
    assertTrue(line.path("exception").asText().startsWith("java.io.IOException: lost"), text);
    assertEquals(
        List.of(
            "attempt",
            "exception",
            "kind",
            "level",
            "logger",
            "message",
            "name",
            "namespace",
            "thread",
            "time"),
        line.propertyStream().map(field -> field.getKey()).sorted().toList());
  }

  @Test
  void textIsTextForPeople() throws Exception {
    String text = logged("text");
    assertFalse(text.startsWith("{"), text);
    assertTrue(text.contains("WARN  d.f.operator.Test two"), text);
  }

  /** The real command, before an API server that is not there. */
  @Test
  void anOperatorThatFindsNoApiServerTellsSoInJsonAndWaits() throws Exception {
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        current-context: none
        clusters: [{name: none, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: none, user: {}}]
        contexts: [{name: none, context: {cluster: none, user: none}}]
        """
            .formatted(unusedPort()));
    Process operator =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterCommands.class.getName(),
                "operator",
                "--image=none",
                "--log-format=json",
                "--health-port=0",
                "--kubeconfig=" + kubeconfig)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = operator.errorReader()) {
      JsonNode begins = JSON.readTree(lines.readLine());
      assertEquals("INFO", begins.path("level").asText());
      String words = begins.path("message").asText();
      assertTrue(words.startsWith("working for the namespace default; health at "), words);
      URI ready = URI.create(words.substring(words.indexOf("http://")));
      for (int i = 0; i < 2; i++) {
        String waits = JSON.readTree(lines.readLine()).path("message").asText();
        assertTrue(waits.startsWith("the API server does not answer: "), waits);
        assertTrue(waits.endsWith("; asked again in " + (i + 1) + " s"), waits);
      }
      assertEquals(503, get(ready).statusCode());
      assertTrue(get(ready).body().startsWith("the API server does not answer"));
      assertEquals(200, get(ready.resolve("/livez")).statusCode());
      assertTrue(operator.isAlive());
    } finally {
      operator.destroyForcibly().waitFor();
    }
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
