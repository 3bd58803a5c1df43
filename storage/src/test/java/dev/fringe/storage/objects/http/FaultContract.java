package dev.fringe.storage.objects.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoreFullException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store that is reached by HTTP does when things go wrong. */
public abstract class FaultContract {
  private static final int BYTES = 1 << 20;

  @TempDir Path folder;

  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private FaultyServer server;
  private ObjectStore store;
  private Location object;

  protected abstract ObjectStore connect(String authority, Retries retries) throws IOException;

  protected abstract Location object(String authority);

  @BeforeEach
  void start() throws IOException {
    byte[] content = new byte[BYTES];
    new Random(5).nextBytes(content);
    server = new FaultyServer(content);
    Retries retries = new Retries(5, Duration.ofMillis(100), Duration.ofMillis(500), waits::add);
    store = connect(server.authority(), retries);
    object = object(server.authority());
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    server.close();
  }

  private static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).build();
  }

  private byte[] readAll() throws IOException {
    try (RangeReader reader = store.open(object)) {
      byte[] all = new byte[BYTES];
      reader.readFully(0, all);
      return all;
    }
  }

  private String rangeOf(int transfer) {
    return server.transfers().get(transfer).getHeaders().get("Range");
  }

  @Test
  void serverErrorsAreRetriedWithGrowingWaits() throws IOException {
    List.of(500, 502, 503, 429).forEach(code -> server.failWith(status(code)));
    assertArrayEquals(server.content(), readAll());
    assertEquals(4, waits.size());
    for (int i = 0; i < waits.size(); i++) {
      long longest = 100L << i;
      long waited = waits.get(i).toMillis();
      assertTrue(waited >= longest / 2 && waited <= longest, () -> "waits were " + waits);
    }
  }

  @Test
  void theServerSaysHowLongToWait() throws IOException {
    server.failWith(new MockResponse.Builder().code(503).setHeader("Retry-After", "7").build());
    assertArrayEquals(server.content(), readAll());
    assertEquals(List.of(Duration.ofSeconds(7)), waits);
  }

  @Test
  void aServerThatStaysDownIsGivenUp() {
    for (int i = 0; i < 20; i++) {
      server.failWith(status(503));
    }
    IOException failure = assertThrows(TransientException.class, this::readAll);
    assertTrue(failure.getMessage().contains("503"), failure.getMessage());
    assertTrue(failure.getMessage().contains(object.toString()), failure.getMessage());
    assertEquals(5, server.transfers().size());
  }

  @Test
  void noPermissionFailsAtOnce() {
    server.failWith(status(403));
    assertThrows(AccessDeniedException.class, this::readAll);
    assertEquals(1, server.transfers().size());
  }

  @Test
  void anObjectThatVanishesFailsAtOnce() {
    server.failWith(status(404));
    assertThrows(NoSuchFileException.class, this::readAll);
    assertEquals(1, server.transfers().size());
  }

  @Test
  void aReplacedObjectIsRefused() {
    server.failWith(status(412));
    IOException failure = assertThrows(StoreException.class, this::readAll);
    assertTrue(failure.getMessage().contains("replaced"), failure.getMessage());
    assertEquals("\"one\"", server.transfers().get(0).getHeaders().get("If-Match"));
  }

  @Test
  void aReadGoesOnWhereTheConnectionWasReset() throws IOException {
    server.failWith(
        server
            .range(0, BYTES - 1)
            .onResponseBody(new SocketEffect.CloseSocket(true, true, true))
            .build());
    assertArrayEquals(server.content(), readAll());
    assertEquals("bytes=0-%d".formatted(BYTES - 1), rangeOf(0));
    assertFalse(rangeOf(1).startsWith("bytes=0-"), () -> "all was read again: " + rangeOf(1));
  }

  @Test
  void aBodyThatEndsEarlyIsNotTakenForWhole() throws IOException {
    server.failWith(server.range(0, 199_999).build());
    assertArrayEquals(server.content(), readAll());
    assertEquals("bytes=200000-%d".formatted(BYTES - 1), rangeOf(1));
  }

  @Test
  void aServerThatFallsSilentIsAskedAgain() throws IOException {
    server.failWith(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    assertArrayEquals(server.content(), readAll());
    assertEquals(2, server.transfers().size());
  }

  @Test
  void aSlowLinkIsNoFault() throws IOException {
    server.failWith(
        server.range(0, BYTES - 1).throttleBody(BYTES / 8, 100, TimeUnit.MILLISECONDS).build());
    assertArrayEquals(server.content(), readAll());
    assertEquals(1, server.transfers().size());
    assertEquals(List.of(), waits);
  }

  @Test
  void anUploadIsSentAgainAndCountedOnce() throws IOException {
    server.failWith(status(500));
    server.failWith(
        new MockResponse.Builder()
            .code(503)
            .onRequestBody(new SocketEffect.CloseSocket(true, true, true))
            .build());
    byte[] content = new byte[300_000];
    new Random(6).nextBytes(content);
    Path source = Files.write(folder.resolve("source"), content);
    AtomicLong sent = new AtomicLong();
    store.upload(source, object, Optional.empty(), sent::addAndGet);
    assertArrayEquals(content, server.content());
    assertEquals(content.length, sent.get());
  }

  @Test
  void aFullStoreSaysSoAtOnce() throws IOException {
    server.failWith(status(507));
    Path source = Files.write(folder.resolve("source"), new byte[1000]);
    IOException full =
        assertThrows(
            StoreFullException.class,
            () -> store.upload(source, object, Optional.empty(), sent -> {}));
    assertTrue(full.getMessage().contains("no space left"), full.getMessage());
    assertEquals(1, server.transfers().size());
  }

  @Test
  void anErrorPageIsNotRepeatedInTheMessage() {
    server.failWith(
        new MockResponse.Builder()
            .code(418)
            .body(new Buffer().writeUtf8("<html>secret-in-a-page"))
            .build());
    IOException failure = assertThrows(IOException.class, this::readAll);
    assertFalse(failure.getMessage().contains("secret-in-a-page"), failure.getMessage());
  }

  final FaultyServer server() {
    return server;
  }

  final ObjectStore store() {
    return store;
  }

  final Location object() {
    return object;
  }
}
