package dev.fringe.storage.lake.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.lake.DataLakeContract;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Download;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.ReplicationRule.State;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.lake.Verification;
import dev.fringe.storage.lake.Verifying;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LocalDataLakeTest extends DataLakeContract {

  private static final Did PSF = Did.of("demo", "first-light/psf.fits");
  private static final Did DATASET = Did.of("demo", "first-light");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T00:00:00Z"));

  private LocalDataLake local() {
    return (LocalDataLake) lake;
  }

  private Path root() {
    return folder.resolve("lake");
  }

  @Override
  protected LocalDataLake openLake() throws IOException {
    return LocalDataLake.at(folder.resolve("lake"), clock);
  }

  @Override
  protected String scope() {
    return "demo";
  }

  @Override
  protected void settle() {}

  /** Puts a file where an RSE's folder should be: no user can write there, root neither. */
  private void breakRse(String name) throws IOException {
    Files.createDirectories(root().resolve("rses"));
    Files.writeString(root().resolve("rses").resolve(name), "a full or broken disk");
  }

  private void mendRse(String name) throws IOException {
    Files.delete(root().resolve("rses").resolve(name));
  }

  @Test
  void replicasLieWhereRucioWouldPutThem() {
    assertEquals("testing/c8/45/img.fits", HashedPath.of(Did.of("testing", "img.fits")));
    assertEquals("testing/f1/1b/obs/img.fits", HashedPath.of(Did.of("testing", "obs/img.fits")));
    assertTrue(HashedPath.of(Did.of("user.ada", "a")).startsWith("user/ada/"));
  }

  @Test
  void anRseThatTakesNothingIsReplacedByOneThatDoes() throws IOException {
    breakRse("LOCAL-B");
    Publication anywhere =
        Publication.of(DATASET, List.of(file("a", "a")), List.of(RuleRequest.of("*", 2)));
    ReplicationRule rule = lake.publish(anywhere).getFirst();
    assertEquals(State.OK, rule.state());
    assertEquals(List.of("LOCAL-A", "LOCAL-C"), rule.chosen().stream().sorted().toList());
  }

  @Test
  void aRuleWhoseCopiesCannotBeMadeIsStuckUntilItIsRepaired() throws IOException {
    breakRse("LOCAL-B");
    ReplicationRule rule = lake.publish(twoFiles()).getFirst();
    assertEquals(State.STUCK, rule.state());
    assertEquals(2, rule.ok());
    assertEquals(2, rule.stuck());
    assertTrue(rule.error().contains("LOCAL-B"), rule.error());
    assertEquals(List.of("LOCAL-A"), lake.replicas(PSF).stream().map(Replica::rse).toList());

    assertEquals(State.STUCK, local().repair().getFirst().state());
    mendRse("LOCAL-B");
    ReplicationRule repaired = local().repair().getFirst();
    assertEquals(State.OK, repaired.state());
    assertEquals(rule.id(), repaired.id());
    assertEquals("", repaired.error());
    assertEquals(2, lake.replicas(PSF).size());
    assertEquals(List.of(), local().repair());
  }

  @Test
  void whereNoRseTakesACopyNothingIsPublished() throws IOException {
    breakRse("LOCAL-A");
    breakRse("LOCAL-B");
    Publication publication = twoFiles();
    String message = assertThrows(IOException.class, () -> lake.publish(publication)).getMessage();
    assertTrue(message.contains("no RSE takes a copy") && message.contains("LOCAL-"), message);
    assertFalse(lake.exists(DATASET));
    mendRse("LOCAL-A");
    mendRse("LOCAL-B");
    assertEquals(State.OK, lake.publish(publication).getFirst().state());
  }

  @Test
  void anRseWhoseDiskIsFullLeavesTheRuleStuckAndNothingHalfWritten() throws IOException {
    Path small = Path.of(System.getProperty("fringe.smallDisk", "/nowhere"));
    Assumptions.assumeTrue(
        Files.isDirectory(small),
        "full disk skipped: fringe.smallDisk names no folder on a file system below 32 MB");
    Path full = small.resolve("rse");
    Files.writeString(
        root().resolve("rses.json"),
        """
        [{"name": "FULL", "folder": "%s", "attributes": {"tier": "1"}},
         {"name": "ROOMY", "folder": "roomy", "attributes": {"tier": "1"}}]
        """
            .formatted(full));
    lake = openLake();
    Path big = Files.write(folder.resolve("big"), new byte[33 << 20]);
    Did did = Did.of("demo", "big");
    ReplicationRule rule =
        lake.publish(
                Publication.of(
                    DATASET,
                    List.of(PublishedFile.of(did, big)),
                    List.of(RuleRequest.of("tier=1", 2))))
            .getFirst();
    assertEquals(State.STUCK, rule.state());
    assertTrue(
        rule.error().contains("FULL") && rule.error().contains("no space left"), rule.error());
    assertEquals(List.of("ROOMY"), lake.replicas(did).stream().map(Replica::rse).toList());
    try (Stream<Path> tree = Files.walk(full)) {
      assertEquals(0, tree.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void aReadOnlyRseIsNotChosen() throws IOException {
    Path rses = root().resolve("rses.json");
    Files.writeString(
        rses,
        """
        [{"name": "DISK-1", "folder": "d1", "attributes": {"tier": "1"}, "writable": false},
         {"name": "DISK-2", "folder": "d2", "attributes": {"tier": "1"}}]
        """);
    lake = openLake();
    assertThrows(LakeException.InsufficientTargetRses.class, () -> lake.publish(twoFiles()));
    Publication one =
        Publication.of(DATASET, List.of(file("a", "a")), List.of(RuleRequest.of("tier=1", 1)));
    assertEquals(List.of("DISK-2"), lake.publish(one).getFirst().chosen());
  }

  @Test
  void anRseFileThatIsWrongIsNamed() throws IOException {
    Path rses = root().resolve("rses.json");
    Files.writeString(rses, "[{\"name\": \"local a\", \"folder\": \"x\"}]");
    String message = assertThrows(BadDataException.class, this::openLake).getMessage();
    assertTrue(message.contains("rses.json") && message.contains("local a"), message);
  }

  @Test
  void expiredRulesAndTheirReplicasAreCleanedAway() throws IOException {
    lake.publish(twoFiles());
    lake.addRule(DATASET, RuleRequest.of("tier=2", 1));
    assertEquals(new CleanUp(0, 0, 0), local().cleanUp());

    clock.advance(Duration.ofDays(30));
    Path lost = lake.replicas(PSF).getFirst().localPath().orElseThrow();
    assertTrue(lake.rules(DATASET).getFirst().isExpired(clock.instant()));
    assertEquals(new CleanUp(1, 4, 16), local().cleanUp());
    assertFalse(Files.exists(lost));
    assertEquals(List.of("LOCAL-C"), lake.replicas(PSF).stream().map(Replica::rse).toList());
    assertEquals(1, lake.rules(DATASET).size());
    assertTrue(lake.verify(DATASET).isSound());
  }

  @Test
  void anExpiredDidKeepsItsNameAndComesBackWithItsBytes() throws IOException {
    Publication publication = twoFiles();
    lake.publish(publication);
    clock.advance(Duration.ofDays(31));
    local().cleanUp();
    assertThrows(LakeException.NotFound.class, () -> lake.open(PSF));
    assertThrows(
        LakeException.DidTaken.class,
        () ->
            lake.publish(
                Publication.of(
                    Did.of("demo", "x"), List.of(file("first-light/psf.fits", "PSF")), List.of())));
    assertEquals(State.OK, lake.publish(publication).getFirst().state());
    assertArrayEquals(new byte[] {'p', 's', 'f'}, bytes(PSF));
  }

  @Test
  void everyDamagedOrMissingReplicaIsFound() throws IOException {
    lake.publish(twoFiles());
    List<Replica> replicas = lake.replicas(PSF);
    Files.writeString(replicas.getFirst().localPath().orElseThrow(), "pSf");
    Files.delete(replicas.getLast().localPath().orElseThrow());
    Verification verification = lake.verify(DATASET);
    assertEquals(4, verification.replicas());
    assertEquals(2, verification.faults().size(), verification.faults().toString());
    assertTrue(verification.faults().getFirst().contains(replicas.getFirst().rse()));
  }

  @Test
  void aDamagedReplicaIsNeverCopiedFurther() throws IOException {
    lake.publish(twoFiles());
    List<Replica> replicas = lake.replicas(PSF);
    Files.writeString(replicas.getFirst().localPath().orElseThrow(), "pSf");
    lake.addRule(DATASET, RuleRequest.of("tier=2", 1));
    Replica copy =
        lake.replicas(PSF).stream().filter(one -> one.rse().equals("LOCAL-C")).findFirst().get();
    assertEquals("psf", Files.readString(copy.localPath().orElseThrow()));
  }

  @Test
  void aTornLineOfTheCatalogueNeverHappened() throws IOException {
    lake.publish(twoFiles());
    Path log = root().resolve("catalogue.log");
    byte[] whole = Files.readAllBytes(log);
    int line = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = 0; length < whole.length; length += 13) {
      Files.write(log, Arrays.copyOf(whole, length));
      assertFalse(openLake().exists(DATASET), "cut at " + length);
    }
    Files.write(log, Arrays.copyOf(whole, (line + whole.length) / 2));
    LocalDataLake again = openLake();
    again.publish(twoFiles());
    assertEquals(1, again.rules(DATASET).size());
    assertTrue(openLake().verify(DATASET).isSound());
  }

  @Test
  void aDamagedCatalogueIsNotReadAsAnother() throws IOException {
    lake.publish(twoFiles());
    Path log = root().resolve("catalogue.log");
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 2] ^= 1;
    Files.write(log, bytes);
    String message =
        assertThrows(BadDataException.class, () -> openLake().exists(DATASET)).getMessage();
    assertTrue(message.contains("catalogue.log") && message.contains("damaged"), message);
  }

  @Test
  void aCompactedCatalogueSaysTheSame() throws IOException {
    List<ReplicationRule> rules = lake.publish(twoFiles());
    LocalDataLake reader = openLake();
    assertTrue(reader.exists(DATASET));
    for (int i = 0; i < 10; i++) {
      lake.setMetadata(DATASET, Map.of("round", i));
    }
    Catalogue catalogue = new Catalogue(root().resolve("catalogue.log"));
    long before = catalogue.size();
    catalogue.compact();
    assertTrue(catalogue.size() < before);
    assertEquals(rules, reader.rules(DATASET));
    assertEquals(9, reader.metadata(DATASET).get("round"));
    reader.setMetadata(DATASET, Map.of("round", 11));
    assertEquals(11, lake.metadata(DATASET).get("round"));
  }

  @Test
  void aFolderOfOtherThingsIsNotMadeALake() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve("thesis.tex"), "years of work");
    assertThrows(BadDataException.class, () -> LocalDataLake.at(home));
  }

  @Test
  void aSourceThatChangesMeanwhileIsNotPublished() throws IOException {
    Publication publication = twoFiles();
    LocalDataLake changing =
        LocalDataLake.at(
            root(),
            clock,
            step -> {
              if (step == Step.GUARDS_PASSED) {
                try {
                  Files.writeString(publication.files().getLast().source(), "PSF");
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              }
            });
    String message =
        assertThrows(IOException.class, () -> changing.publish(publication)).getMessage();
    assertTrue(message.contains("has not the bytes"), message);
    assertFalse(lake.exists(DATASET));
  }

  @Test
  void aBrokenReplicaIsPassedOverForTheNext() throws IOException {
    lake.publish(twoFiles());
    LakeFile psf = lake.file(PSF);
    List<Replica> replicas = lake.replicas(PSF);
    Files.delete(replicas.getFirst().localPath().orElseThrow());
    assertArrayEquals("psf".getBytes(StandardCharsets.UTF_8), bytes(PSF));

    Files.writeString(replicas.getFirst().localPath().orElseThrow(), "pSf");
    assertEquals(replicas.getLast(), Verifying.in(lake).firstSound(psf, count -> {}));
    Path target = folder.resolve("psf.fits");
    Download.from(lake).file(psf, target, count -> {});
    assertEquals("psf", Files.readString(target));

    Files.writeString(replicas.getLast().localPath().orElseThrow(), "ps");
    Path next = folder.resolve("next");
    String message =
        assertThrows(LakeException.class, () -> Download.from(lake).file(psf, next, count -> {}))
            .getMessage();
    assertTrue(message.contains("LOCAL-A") && message.contains("LOCAL-B"), message);
    assertFalse(Files.exists(next));
  }
}
