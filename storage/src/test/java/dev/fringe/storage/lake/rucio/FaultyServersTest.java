package dev.fringe.storage.lake.rucio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import dev.fringe.rucio.RucioClient;
import dev.fringe.rucio.http.RetryPolicy;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Download;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.objects.EndpointSettings;
import dev.fringe.storage.objects.Servers;
import dev.fringe.storage.objects.http.Retries;
import dev.fringe.storage.objects.s3.S3Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Rucio and a store that do something wrong with every call, the first time it is made. */
@Tag("servers")
class FaultyServersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
  private final StringBuilder told = new StringBuilder();
  private Trial trial;
  private FaultyProxy rucio;
  private FaultyProxy store;
  private RucioDataLake lake;

  @BeforeEach
  void open() throws IOException {
    trial = new Trial(RucioServer.freshScope(), folder.resolve("sources")).writing(1);
    log.start();
    root.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(root::detachAppender);
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    rucio = FaultyProxy.before(setting("FRINGE_TEST_RUCIO"));
    store = FaultyProxy.before(setting("FRINGE_TEST_S3"));
    RucioClient client =
        RucioServer.builder(rucio.address())
            .retries(new RetryPolicy(4, Duration.ofMillis(10), Duration.ofMillis(50)))
            .timeouts(PATIENCE, PATIENCE)
            .open();
    Retries retries = new Retries(4, Duration.ofMillis(10), PATIENCE, Thread::sleep);
    EndpointSettings settings =
        EndpointSettings.of("s3://127.0.0.1:9000/").withEndpoint(store.address());
    lake =
        RucioServer.lake(
            client, S3Store.of(settings, "127.0.0.1:9000", retries), Step.Listener.NONE);
  }

  private static String setting(String name) {
    return Servers.needed(name, "Rucio server", ".ci/rucio-up");
  }

  @AfterEach
  void close() throws IOException {
    root.detachAppender(log);
    root.setLevel(before);
    others.forEach(root::addAppender);
    if (lake != null) {
      lake.close();
      rucio.close();
      store.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultyProxy.Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "FULL"})
  void rucioFailsOnceInEveryCall(FaultyProxy.Fault fault) throws IOException {
    rucio.meeting(fault, "");
    lake.publish(trial.publication());
    assertTrue(rucio.met() >= 8, () -> rucio.met() + " calls met " + fault);
    assertPublishedAndRead();
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultyProxy.Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "FULL", "TOKEN_EXPIRED"})
  void theStoreFailsOnceInEveryCall(FaultyProxy.Fault fault) throws IOException {
    store.meeting(fault, "");
    lake.publish(trial.publication());
    assertTrue(store.met() >= 3 * Trial.FILES, () -> store.met() + " calls met " + fault);
    assertPublishedAndRead();
  }

  @Test
  void aFullRseIsPassedOverForAnother() throws IOException {
    store.meeting(FaultyProxy.Fault.FULL, "/site-ch/");
    lake.publish(trial.publication());
    store.meeting(FaultyProxy.Fault.NONE, "");
    trial.assertPublishedOnce(lake);
    assertEquals("UK-S3", lake.replicas(trial.file(0)).getFirst().rse());
    assertNothingSecretWasTold();
  }

  @Test
  void whereAllRsesAreFullNothingIsToBeSeenUntilThereIsRoom() throws IOException {
    store.meeting(FaultyProxy.Fault.FULL, "");
    LakeException full = assertThrows(LakeException.class, () -> lake.publish(trial.publication()));
    assertTrue(full.getMessage().contains("no space left"), full.getMessage());
    assertTrue(full.getMessage().contains("CH-S3"), full.getMessage());
    assertTrue(full.getMessage().contains("UK-S3"), full.getMessage());
    told.append(trace(full));
    assertEquals(List.of(), lake.datasets(trial.scope()));
    assertEquals(List.of(), lake.replicas(trial.file(0)));

    store.meeting(FaultyProxy.Fault.NONE, "");
    lake.publish(trial.publication());
    assertPublishedAndRead();
  }

  @Test
  void aRucioThatStaysAwayIsToldAndTheNextRunCompletes() throws IOException {
    rucio.close();
    LakeException away = assertThrows(LakeException.class, () -> lake.publish(trial.publication()));
    told.append(trace(away));
    assertTrue(away.getMessage().contains("no answer"), away.getMessage());
    assertNothingSecretWasTold();
  }

  private void assertPublishedAndRead() throws IOException {
    trial.assertPublishedOnce(lake);
    for (LakeFile file : lake.files(trial.dataset())) {
      Path fetched = folder.resolve("fetched").resolve(file.md5());
      Download.from(lake).file(file, fetched, count -> {});
      Path source = trial.sources().resolve(Path.of(file.did().name()).getFileName());
      assertEquals(-1, Files.mismatch(source, fetched), file.did().toString());
    }
    for (Map.Entry<Did, List<Replica>> replicas :
        lake.allReplicas(lake.files(trial.dataset()).stream().map(LakeFile::did).toList())
            .entrySet()) {
      told.append(replicas);
    }
    told.append(lake.dataset(trial.dataset())).append(lake.rules(trial.dataset()));
    assertNothingSecretWasTold();
  }

  private static String trace(Exception failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** In what Fringe and its libraries log at the finest level, in errors, in what is published. */
  private void assertNothingSecretWasTold() throws IOException {
    Set<String> secrets = new HashSet<>(rucio.secrets());
    secrets.addAll(store.secrets());
    secrets.add(Files.readString(Path.of(setting("FRINGE_TEST_RUCIO_PASSWORD_FILE"))).strip());
    secrets.add(Files.readString(Path.of(setting("FRINGE_TEST_WEBDAV_TOKEN_FILE"))).strip());
    secrets.add(setting("AWS_SECRET_ACCESS_KEY"));
    assertFalse(log.list.isEmpty(), "nothing was logged at all");
    for (ILoggingEvent event : List.copyOf(log.list)) {
      told.append(event.getFormattedMessage()).append('\n');
      if (event.getThrowableProxy() != null) {
        told.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    String all = told.toString();
    for (String secret : secrets) {
      int at = all.indexOf(secret);
      assertTrue(
          at < 0,
          () -> "a secret stands behind: " + all.substring(Math.max(0, at - 200), Math.max(0, at)));
    }
  }
}
