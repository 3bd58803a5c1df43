package dev.fringe.storage.objects.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.webdav.WebDavStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class WebDavFaultsTest extends FaultContract {
  private static final String OLD = "old-secret-token";
  private static final String NEW = "new-secret-token";

  @TempDir Path tokens;

  private Path tokenFile() {
    return tokens.resolve("token");
  }

  private void renew(String token) {
    try {
      Files.writeString(tokenFile(), token + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected ObjectStore connect(String authority, Retries retries) throws IOException {
    renew(OLD);
    return WebDavStore.of(
        EndpointSettings.of("dav://" + authority + "/").withTokenFile(tokenFile().toString()),
        retries);
  }

  @Override
  protected Location object(String authority) {
    return Location.parse("dav://" + authority + "/folder/object");
  }

  @Test
  void aTokenThatExpiresOnTheWayIsReadAgain() throws IOException {
    server().failWith(new MockResponse.Builder().code(401).build());
    server().afterFault(() -> renew(NEW));
    try (ObjectStore store = connect(server().authority(), Retries.usual());
        RangeReader reader = store.open(object(server().authority()))) {
      reader.readFully(0, new byte[1000]);
    }
    assertEquals("Bearer " + NEW, server().authorizations().getLast());
  }

  @Test
  void aTokenThatIsRejectedIsTriedTwiceAndNoMore() throws IOException {
    for (int i = 0; i < 9; i++) {
      server().failWith(new MockResponse.Builder().code(401).build());
    }
    try (ObjectStore store = connect(server().authority(), Retries.usual());
        RangeReader reader = store.open(object(server().authority()))) {
      assertThrows(AccessDeniedException.class, () -> reader.readFully(0, new byte[10]));
    }
    assertEquals(2, server().transfers().size());
  }

  @Test
  void noTokenLeavesThisMachineUnencrypted() throws IOException {
    Location plain = Location.parse("dav://dav.example/object");
    try (ObjectStore store = connect("dav.example", Retries.usual())) {
      IOException refused = assertThrows(StoreException.class, () -> store.find(plain));
      assertTrue(refused.getMessage().contains("not encrypted"), refused.getMessage());
    }
  }

  @Test
  void noTokenIsToldInMessagesOrLogs() throws IOException {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    Level before = root.getLevel();
    root.addAppender(logged);
    root.setLevel(Level.TRACE);
    StringWriter told = new StringWriter();
    Retries hasty = new Retries(3, Duration.ofMillis(1), Duration.ofSeconds(1), wait -> {});
    try (ObjectStore store = connect(server().authority(), hasty)) {
      for (int code : new int[] {500, 503, 403, 401, 401, 412, 507, 418}) {
        server().failWith(new MockResponse.Builder().code(code).build());
      }
      for (int i = 0; i < 6; i++) {
        try (RangeReader reader = store.open(object(server().authority()))) {
          reader.readFully(0, new byte[10]);
        } catch (IOException failure) {
          failure.printStackTrace(new PrintWriter(told));
        }
      }
      told.append(store.toString());
    } finally {
      root.detachAppender(logged);
      root.setLevel(before);
    }
    logged.list.forEach(event -> told.append(event.getFormattedMessage()).append('\n'));
    assertTrue(server().authorizations().contains("Bearer " + OLD), "no token was sent at all");
    assertTrue(told.toString().contains("status 418"), () -> "nothing was told: " + told);
    assertFalse(told.toString().contains(OLD), "a token was told");
  }
}
