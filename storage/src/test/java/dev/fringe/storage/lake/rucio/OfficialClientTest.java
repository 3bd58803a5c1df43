package dev.fringe.storage.lake.rucio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Download;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.lake.Verification;
import dev.fringe.storage.objects.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rucio's own command-line client and Fringe read what the other has written. */
@Tag("servers")
class OfficialClientTest {

  @TempDir Path folder;
  private String scope;
  private RucioDataLake lake;

  @BeforeEach
  void open() throws IOException {
    scope = RucioServer.freshScope();
    lake = RucioServer.lake(Step.Listener.NONE);
  }

  @AfterEach
  void close() throws IOException {
    if (lake != null) {
      lake.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CH-S3", "DE-DAV"})
  void itDownloadsADatasetThatFringePublished(String rse) throws IOException {
    List<Path> sources = List.of(source("image.fits", 1), source("psf.fits", 2));
    Did dataset = Did.of(scope, "first-light");
    lake.publish(Publication.of(dataset, files(sources), List.of(RuleRequest.of(rse, 1))));
    // The client compares size and checksum with what Rucio tells, and fails where they differ.
    String said = rucio("download", "--dir", folder.resolve("out").toString(), dataset.toString());
    assertTrue(said.contains("Downloaded files:                             2"), said);
    for (Path source : sources) {
      Path fetched = folder.resolve("out").resolve("first-light").resolve(source.getFileName());
      assertEquals(-1, Files.mismatch(source, fetched), fetched.toString());
    }
  }

  @Test
  void itListsWhatFringePublished() throws IOException {
    Did dataset = Did.of(scope, "first-light");
    lake.publish(
        Publication.of(
            dataset, files(List.of(source("image.fits", 1))), List.of(RuleRequest.of("CH-S3", 1))));
    assertTrue(rucio("did", "list", scope + ":*").contains("first-light"));
    String contents = rucio("did", "content", "list", dataset.toString());
    assertTrue(contents.contains("image.fits"), contents);
    String replicas = rucio("replica", "list", "file", scope + ":image.fits");
    assertTrue(replicas.contains("CH-S3"), replicas);
    String rules = rucio("rule", "list", "--did", dataset.toString());
    assertTrue(rules.contains("OK[1/0/0]"), rules);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CH-S3", "DE-DAV"})
  void fringeReadsVerifiesAndPublishesWhatItUploaded(String rse) throws IOException {
    Path source = source("raw.uvfits", 3);
    rucio("upload", "--rse", rse, "--scope", scope, source.toString());
    Did file = Did.of(scope, "raw.uvfits");
    LakeFile known = lake.file(file);
    Path fetched = folder.resolve("fetched");
    Download.from(lake).file(known, fetched, count -> {});
    assertEquals(-1, Files.mismatch(source, fetched));
    Verification verification = lake.verify(file);
    assertTrue(verification.isSound(), verification.faults().toString());

    AtomicLong sent = new AtomicLong();
    Did dataset = Did.of(scope, "raw");
    lake.publish(
        Publication.of(dataset, files(List.of(source)), List.of(RuleRequest.of(rse, 1))),
        sent::addAndGet);
    assertEquals(0, sent.get(), "the bytes are in the lake already");
    assertEquals(List.of(file), lake.dataset(dataset).files().stream().map(LakeFile::did).toList());
  }

  private Path source(String name, int seed) throws IOException {
    byte[] content = new byte[50_000];
    new Random(seed).nextBytes(content);
    return Files.write(folder.resolve(name), content);
  }

  private List<PublishedFile> files(List<Path> sources) {
    return sources.stream()
        .map(source -> PublishedFile.of(Did.of(scope, source.getFileName().toString()), source))
        .toList();
  }

  private static String needed(String variable) {
    return Servers.needed(variable, "Rucio client", ".ci/rucio-up");
  }

  private static String rucio(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(needed("FRINGE_TEST_RUCIO_CLI"), "rucio").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("RUCIO_CONFIG", needed("FRINGE_TEST_RUCIO_CONFIG"));
    builder.environment().put("X509_USER_PROXY", needed("FRINGE_TEST_RUCIO_PROXY"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), said);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
    assertEquals(0, process.exitValue(), said);
    return said;
  }
}
