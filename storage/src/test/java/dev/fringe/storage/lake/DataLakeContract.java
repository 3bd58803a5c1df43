package dev.fringe.storage.lake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.lake.ReplicationRule.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every data lake keeps to. The lake under test has at least two writable RSEs with tier=1 and
 * exactly one with tier=2, and a scope {@code demo}.
 */
public abstract class DataLakeContract {

  protected static final Did DATASET = Did.of("demo", "first-light");

  @TempDir protected Path folder;
  protected DataLake lake;

  /** Opens the lake under test; called again, the same one. */
  protected abstract DataLake openLake() throws IOException;

  @BeforeEach
  void open() throws IOException {
    lake = openLake();
  }

  protected PublishedFile file(String name, String content) throws IOException {
    Path source = Files.createTempFile(folder, "source", ".tmp");
    Files.writeString(source, content);
    return new PublishedFile(Did.of("demo", name), source, Map.of("content", content));
  }

  protected Publication twoFiles() throws IOException {
    return Publication.of(
            DATASET,
            List.of(file("first-light/image.fits", "image"), file("first-light/psf.fits", "psf")),
            List.of(RuleRequest.of("tier=1", 2, Duration.ofDays(30))))
        .withMetadata(Map.of("target", "M87"));
  }

  protected byte[] bytes(Did did) throws IOException {
    try (RangeReader reader = lake.open(did)) {
      byte[] content = new byte[(int) reader.size()];
      reader.readFully(0, content);
      return content;
    }
  }

  @Test
  void whatWasPublishedIsFoundAndOpened() throws IOException {
    List<ReplicationRule> rules = lake.publish(twoFiles());
    assertEquals(1, rules.size());
    assertEquals(State.OK, rules.getFirst().state());
    assertEquals(4, rules.getFirst().ok());
    assertEquals(rules.getFirst(), lake.rule(rules.getFirst().id()));
    assertEquals(rules, lake.rules(DATASET));
    assertEquals(List.of(DATASET), lake.datasets("demo"));
    assertEquals(List.of(), lake.datasets("other"));
    assertEquals(List.of("demo"), lake.scopes());

    Dataset dataset = lake.dataset(DATASET);
    assertFalse(dataset.open());
    assertEquals(
        List.of("demo:first-light/image.fits", "demo:first-light/psf.fits"),
        dataset.files().stream().map(file -> file.did().toString()).toList());
    assertEquals(8, dataset.bytes());
    assertEquals(Map.of("target", "M87"), lake.metadata(DATASET));

    Did psf = Did.of("demo", "first-light/psf.fits");
    List<Replica> replicas = lake.replicas(psf);
    assertEquals(Set.copyOf(rules.getFirst().chosen()), rsesOf(replicas));
    for (Replica replica : replicas) {
      assertEquals(3, replica.bytes());
      // By another program: zlib.adler32(b"psf") and hashlib.md5(b"psf") of Python.
      assertEquals("029f014a", replica.adler32());
      assertEquals("b5c6fbfe0d434c6201b748e9c63ed28a", replica.md5());
    }
    assertArrayEquals("psf".getBytes(StandardCharsets.UTF_8), bytes(psf));
    assertTrue(lake.verify(DATASET).isSound());
    assertEquals(4, lake.verify(DATASET).replicas());
  }

  private static Set<String> rsesOf(List<Replica> replicas) {
    return replicas.stream().map(Replica::rse).collect(Collectors.toSet());
  }

  @Test
  void publishingTheSameAgainChangesNothing() throws IOException {
    Publication publication = twoFiles();
    List<ReplicationRule> first = lake.publish(publication);
    assertEquals(first, lake.publish(publication));
    assertEquals(first, openLake().publish(publication));
    assertEquals(2, lake.replicas(Did.of("demo", "first-light/psf.fits")).size());
  }

  @Test
  void aDidIsNeverGivenOtherBytes() throws IOException {
    lake.publish(twoFiles());
    Publication other =
        Publication.of(
            Did.of("demo", "second-light"),
            List.of(file("new.fits", "new"), file("first-light/psf.fits", "PSF")),
            List.of(RuleRequest.of("tier=1", 1)));
    String message =
        assertThrows(LakeException.DidTaken.class, () -> lake.publish(other)).getMessage();
    assertTrue(
        message.contains("first-light/psf.fits")
            && message.contains("029f014a")
            && message.contains("01df00ea"),
        message);
    assertFalse(lake.exists(Did.of("demo", "new.fits")), "nothing of it is published");
    assertFalse(lake.exists(Did.of("demo", "second-light")));
    assertArrayEquals(
        "psf".getBytes(StandardCharsets.UTF_8), bytes(Did.of("demo", "first-light/psf.fits")));
  }

  @Test
  void aFileMayBelongToTwoDatasets() throws IOException {
    lake.publish(twoFiles());
    Did other = Did.of("demo", "all-psfs");
    lake.publish(
        Publication.of(
            other,
            List.of(file("first-light/psf.fits", "psf")),
            List.of(RuleRequest.of("tier=2", 1))));
    assertEquals(3, lake.replicas(Did.of("demo", "first-light/psf.fits")).size());
    assertEquals(2, lake.replicas(Did.of("demo", "first-light/image.fits")).size());
  }

  @Test
  void filesAndDatasetsShareTheirNames() throws IOException {
    lake.publish(twoFiles());
    assertThrows(
        LakeException.DidTaken.class,
        () ->
            lake.publish(
                Publication.of(
                    Did.of("demo", "first-light/psf.fits"), List.of(file("a", "a")), List.of())));
    assertThrows(
        LakeException.DidTaken.class,
        () ->
            lake.publish(
                Publication.of(
                    Did.of("demo", "other"), List.of(file("first-light", "a")), List.of())));
  }

  @Test
  void aCompleteDatasetTakesNoFurtherFilesAnOpenOneDoes() throws IOException {
    lake.publish(twoFiles());
    Publication more = Publication.of(DATASET, List.of(file("more", "more")), List.of());
    assertThrows(LakeException.DatasetClosed.class, () -> lake.publish(more));

    Did growing = Did.of("demo", "growing");
    RuleRequest twoCopies = RuleRequest.of("tier=1", 2);
    lake.publish(
        Publication.of(growing, List.of(file("day-1", "1")), List.of(twoCopies)).leftOpen());
    List<ReplicationRule> rules =
        lake.publish(Publication.of(growing, List.of(file("day-2", "2")), List.of()));
    assertEquals(1, rules.size());
    assertEquals(4, rules.getFirst().ok(), "the rule keeps the new file too");
    assertEquals(2, lake.dataset(growing).files().size());
    assertFalse(lake.dataset(growing).open());
  }

  @Test
  void aRuleThatCannotBeMetIsRefusedBeforeAnythingIsCopied() throws IOException {
    Publication greedy =
        Publication.of(DATASET, List.of(file("a", "a")), List.of(RuleRequest.of("tier=2", 2)));
    String message =
        assertThrows(LakeException.InsufficientTargetRses.class, () -> lake.publish(greedy))
            .getMessage();
    assertTrue(message.contains("tier=2") && message.contains("2 copies"), message);
    assertFalse(lake.exists(DATASET));
  }

  @Test
  void aRuleAddedLaterMakesItsCopies() throws IOException {
    lake.publish(twoFiles());
    ReplicationRule rule = lake.addRule(DATASET, RuleRequest.of("tier=2", 1));
    assertEquals(State.OK, rule.state());
    assertEquals(rule, lake.addRule(DATASET, RuleRequest.of("tier=2", 1)), "not made twice");
    assertEquals(2, lake.rules(DATASET).size());
    assertEquals(3, lake.replicas(Did.of("demo", "first-light/psf.fits")).size());
  }

  @Test
  void withoutRulesOneCopyIsMade() throws IOException {
    Publication plain = Publication.of(DATASET, List.of(file("a", "a")), List.of());
    assertEquals(1, lake.publish(plain).size());
    assertEquals(1, lake.replicas(Did.of("demo", "a")).size());
  }

  @Test
  void metadataIsKeptAndCanBeAdded() throws IOException {
    lake.publish(twoFiles());
    Did image = Did.of("demo", "first-light/image.fits");
    assertEquals(Map.of("content", "image"), lake.metadata(image));
    lake.setMetadata(image, Map.of("s_ra", 187.5, "progenitors", List.of("demo:raw")));
    assertEquals(
        Map.of("content", "image", "s_ra", 187.5, "progenitors", List.of("demo:raw")),
        openLake().metadata(image));
    lake.setMetadata(DATASET, Map.of("target", "M 87"));
    assertEquals(Map.of("target", "M 87"), lake.metadata(DATASET));
  }

  @Test
  void whatTheLakeDoesNotKnowIsNamed() {
    Did unknown = Did.of("demo", "nothing");
    assertThrows(LakeException.NotFound.class, () -> lake.dataset(unknown));
    assertThrows(LakeException.NotFound.class, () -> lake.replicas(unknown));
    assertThrows(LakeException.NotFound.class, () -> lake.rules(unknown));
    assertThrows(LakeException.NotFound.class, () -> lake.metadata(unknown));
    assertThrows(LakeException.NotFound.class, () -> lake.verify(unknown));
    assertThrows(LakeException.NotFound.class, () -> lake.addRule(unknown, RuleRequest.of("*", 1)));
    assertThrows(LakeException.NotFound.class, () -> lake.rule("0123"));
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    lake.publish(Publication.of(DATASET, List.of(file("empty", "")), List.of()));
    assertEquals("00000001", lake.file(Did.of("demo", "empty")).adler32());
    assertEquals(0, bytes(Did.of("demo", "empty")).length);
  }

  @Test
  void aFileMayBePublishedOutsideAnyDataset() throws IOException {
    PublishedFile alone = file("alone.fits", "alone");
    List<ReplicationRule> rules =
        lake.put(alone, List.of(RuleRequest.of("tier=1", 2)), count -> {});
    assertEquals(rules, lake.put(alone, List.of(RuleRequest.of("tier=1", 2)), count -> {}));
    assertEquals(rules, lake.rules(alone.did()));
    assertEquals(alone.did(), rules.getFirst().did());
    assertEquals(2, rules.getFirst().ok());
    assertEquals(DidKind.FILE, lake.kind(alone.did()).orElseThrow());
    assertEquals(List.of(), lake.datasets("demo"));
    assertEquals(List.of(alone.did()), lake.list("demo", DidKind.FILE));
    assertEquals(Map.of("content", "alone"), lake.metadata(alone.did()));
    assertTrue(lake.verify(alone.did()).isSound());
    lake.addRule(alone.did(), RuleRequest.of("tier=2", 1));
    assertEquals(3, lake.replicas(alone.did()).size());

    PublishedFile other = new PublishedFile(alone.did(), file("b", "B").source(), Map.of());
    assertThrows(LakeException.DidTaken.class, () -> lake.put(other, List.of(), count -> {}));
  }

  @Test
  void aDidComesDownToItsFiles() throws IOException {
    lake.publish(twoFiles());
    assertEquals(
        List.of("demo:first-light/image.fits", "demo:first-light/psf.fits"),
        lake.files(DATASET).stream().map(file -> file.did().toString()).toList());
    Did psf = Did.of("demo", "first-light/psf.fits");
    assertEquals(List.of(psf), lake.files(psf).stream().map(LakeFile::did).toList());
    assertEquals(DidKind.DATASET, lake.kind(DATASET).orElseThrow());
    assertEquals(Optional.empty(), lake.kind(Did.of("demo", "nothing")));
    assertThrows(LakeException.NotFound.class, () -> lake.files(Did.of("demo", "nothing")));
  }

  @Test
  void whatIsSentIsTold() throws IOException {
    AtomicLong sent = new AtomicLong();
    lake.publish(twoFiles(), sent::addAndGet);
    assertEquals(0, sent.get() % 8, "whole copies of both files");
    assertTrue(sent.get() >= 8);
  }

  @Test
  void aDownloadGoesOnWhereAnEarlierOneEnded() throws IOException {
    lake.publish(twoFiles());
    LakeFile image = lake.file(Did.of("demo", "first-light/image.fits"));
    Path target = folder.resolve("out").resolve("image.fits");
    Path part = target.resolveSibling(".image.fits.part");
    Files.createDirectories(target.getParent());
    for (String left : List.of("", "ima", "wro", "image", "far too long")) {
      Files.writeString(part, left);
      AtomicLong received = new AtomicLong();
      Download.from(lake).file(image, target, received::addAndGet);
      assertEquals("image", Files.readString(target), "after '" + left + "'");
      assertEquals(5, received.get());
      assertFalse(Files.exists(part));
      Files.delete(target);
    }
  }
}
