package dev.fringe.bridge.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Content;
import dev.fringe.storage.lake.Did;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {

  private static final byte[] BYTES = new byte[3_000_000];

  @TempDir static Path folder;
  private static TestSite site;
  private static final OkHttpClient client = new OkHttpClient();

  @BeforeAll
  static void start() throws IOException {
    new Random(1).nextBytes(BYTES);
    site = TestSite.in(folder);
    Map<String, Object> hostile = new HashMap<>(TestSite.image("M 33", 1, 1, 1));
    hostile.put("access_format", "text/html\r\nSet-Cookie: a=b");
    site.publish(
        "demo:set",
        Map.of(
            "m31.fits", new Content(BYTES, TestSite.image("M 31", 10.68, 41.27, 1)),
            "hostile.fits", new Content(new byte[] {1}, hostile),
            "lost.fits", new Content(BYTES, TestSite.image("lost", 1, 1, 1))));
  }

  @AfterAll
  static void stop() throws IOException {
    site.close();
  }

  private record Got(int code, okhttp3.Headers headers, byte[] body) {}

  private static Got get(String name, String... headers) throws IOException {
    return call("GET", name, headers);
  }

  private static Got call(String method, String name, String... headers) throws IOException {
    Request.Builder request =
        new Request.Builder().url(site.address() + "/files/demo/" + name).method(method, null);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (Response response = client.newCall(request.build()).execute()) {
      return new Got(response.code(), response.headers(), response.body().bytes());
    }
  }

  @Test
  void theWholeFileTellsItsChecksums() throws IOException, NoSuchAlgorithmException {
    Got got = get("m31.fits");
    assertEquals(200, got.code());
    assertArrayEquals(BYTES, got.body());
    String md5 = Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(BYTES));
    assertTrue(got.headers().get("Repr-Digest").contains("md5=:" + md5 + ":"));
    assertTrue(got.headers().get("Digest").startsWith("md5=" + md5));
    assertEquals("attachment; filename=\"m31.fits\"", got.headers().get("Content-Disposition"));
    assertEquals("bytes", got.headers().get("Accept-Ranges"));
    assertEquals("image/fits", got.headers().get("Content-Type"));
    Got head = call("HEAD", "m31.fits");
    assertEquals(200, head.code());
    assertEquals(got.headers().get("ETag"), head.headers().get("ETag"));
    assertEquals("3000000", head.headers().get("Content-Length"));
  }

  @Test
  void oneRangeIsThatPart() throws IOException {
    Got got = get("m31.fits", "Range", "bytes=1000000-1999999");
    assertEquals(206, got.code());
    assertEquals("bytes 1000000-1999999/3000000", got.headers().get("Content-Range"));
    assertArrayEquals(Arrays.copyOfRange(BYTES, 1_000_000, 2_000_000), got.body());
    Got none = get("m31.fits", "Range", "bytes=3000000-");
    assertEquals(416, none.code());
    assertEquals("bytes */3000000", none.headers().get("Content-Range"));
  }

  @Test
  void severalRangesAreAMultipart() throws IOException {
    Got got = get("m31.fits", "Range", "bytes=0-9,2999990-");
    assertEquals(206, got.code());
    String type = got.headers().get("Content-Type");
    String boundary = type.substring(type.indexOf("boundary=") + 9);
    String head = "\r\n--%s\r\nContent-Type: image/fits\r\nContent-Range: bytes %s/3000000\r\n\r\n";
    String text = new String(got.body(), StandardCharsets.ISO_8859_1);
    String expected =
        head.formatted(boundary, "0-9")
            + new String(BYTES, 0, 10, StandardCharsets.ISO_8859_1)
            + head.formatted(boundary, "2999990-2999999")
            + new String(BYTES, 2_999_990, 10, StandardCharsets.ISO_8859_1)
            + "\r\n--"
            + boundary
            + "--\r\n";
    assertEquals(expected, text);
  }

  @Test
  void conditionsHold() throws IOException {
    String etag = get("m31.fits").headers().get("ETag");
    Got known = get("m31.fits", "If-None-Match", "\"x\", W/" + etag);
    assertEquals(304, known.code());
    assertEquals(0, known.body().length);
    assertEquals(412, get("m31.fits", "If-Match", "\"other\"").code());
    assertEquals(200, get("m31.fits", "If-Match", etag).code());
    assertEquals(206, get("m31.fits", "Range", "bytes=0-1", "If-Range", etag).code());
    assertEquals(200, get("m31.fits", "Range", "bytes=0-1", "If-Range", "\"other\"").code());
    String modified = get("m31.fits").headers().get("Last-Modified");
    assertEquals(304, get("m31.fits", "If-Modified-Since", modified).code());
    assertEquals(206, get("m31.fits", "Range", "bytes=0-1", "If-Range", modified).code());
    assertEquals(
        412, get("m31.fits", "If-Unmodified-Since", "Thu, 01 Jan 1998 00:00:00 GMT").code());
    assertEquals(200, get("m31.fits", "If-Modified-Since", "yesterday").code());
  }

  @Test
  void metadataCannotForgeHeadersAndPathsCannotLeaveTheLake() throws IOException {
    Got got = get("hostile.fits");
    assertEquals("application/octet-stream", got.headers().get("Content-Type"));
    assertNull(got.headers().get("Set-Cookie"));
    for (String path :
        List.of(
            "/files/demo/../../etc/passwd",
            "/files/demo/%2e%2e/%2e%2e/etc/passwd",
            "/files/demo/..%2f..%2fetc%2fpasswd",
            "/files/demo//etc/passwd",
            "/files/..%5c..%5c/x",
            "/files/demo/m31.fits%00.png",
            "/files/demo/m31.fits%0d%0aX-Evil:1")) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*"), path + ": " + answer);
      assertTrue(!answer.contains("root:") && !answer.contains("\nX-Evil"), answer);
    }
  }

  private static String raw(String request) throws IOException {
    URI at = URI.create(site.address());
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Two copies: the first is gone, the second is served; without any it is said. */
  @Test
  void aBrokenReplicaIsPassedOver() throws IOException {
    Did lost = Did.parse("demo:lost.fits");
    site.lake()
        .addRule(
            lost,
            new dev.fringe.storage.lake.RuleRequest(
                dev.fringe.storage.lake.RseExpression.parse("tier=1"),
                2,
                java.util.Optional.empty()));
    var replicas = site.lake().replicas(lost);
    assertEquals(2, replicas.size());
    Files.delete(replicas.getFirst().localPath().orElseThrow());
    assertArrayEquals(BYTES, get("lost.fits").body());
    Files.delete(replicas.getLast().localPath().orElseThrow());
    Got none = get("lost.fits");
    assertTrue(none.code() == 502 || none.code() == 404, "status " + none.code());
    assertNull(none.headers().get("Content-Disposition"));
  }
}
