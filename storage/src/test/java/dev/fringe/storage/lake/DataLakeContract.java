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
 * exactly one with tier=2, and an empty scope.
 */
public abstract class DataLakeContract {

  @TempDir protected Path folder;
  protected DataLake lake;

  /** Opens the lake under test; called again, the same one. */
  protected abstract DataLake openLake() throws IOException;

  /** A scope with nothing in it, the same within one test. */
  protected abstract String scope();

  /** Lets the lake make the copies that its rules ask for, where publishing doesn't wait for it. */
  protected abstract void settle() throws IOException;

  protected Did did(String name) {
    return Did.of(scope(), name);
  }

  protected Did dataset() {
    return did("first-light");
  }

  @BeforeEach
  void open() throws IOException {
    lake = openLake();
  }

  protected PublishedFile file(String name, String content) throws IOException {
    Path source = Files.createTempFile(folder, "source", ".tmp");
    Files.writeString(source, content);
    return new PublishedFile(did(name), source, Map.of("content", content));
  }

  protected Publication twoFiles() throws IOException {
    return Publication.of(
            dataset(),
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
    assertEquals(1, lake.publish(twoFiles()).size());
    settle();
    List<ReplicationRule> rules = lake.rules(dataset());
    assertEquals(1, rules.size());
    assertEquals(State.OK, rules.getFirst().state());
    assertEquals(4, rules.getFirst().ok());
    assertEquals(rules.getFirst(), lake.rule(rules.getFirst().id()));
    assertEquals(rules, lake.rules(dataset()));
    assertEquals(List.of(dataset()), lake.datasets(scope()));
    assertEquals(List.of(), lake.datasets("other"));
    assertTrue(lake.scopes().contains(scope()));

    Dataset dataset = lake.dataset(dataset());
    assertFalse(dataset.open());
    assertEquals(
        List.of(did("first-light/image.fits").toString(), did("first-light/psf.fits").toString()),
        dataset.files().stream().map(file -> file.did().toString()).toList());
    assertEquals(8, dataset.bytes());
    assertEquals(Map.of("target", "M87"), lake.metadata(dataset()));

    Did psf = did("first-light/psf.fits");
    List<Replica> replicas = lake.replicas(psf);
    assertEquals(Set.copyOf(rules.getFirst().chosen()), rsesOf(replicas));
    for (Replica replica : replicas) {
      assertEquals(3, replica.bytes());
      // By another program: zlib.adler32(b"psf") and hashlib.md5(b"psf") of Python.
      assertEquals("029f014a", replica.adler32());
      assertEquals("b5c6fbfe0d434c6201b748e9c63ed28a", replica.md5());
    }
    assertArrayEquals("psf".getBytes(StandardCharsets.UTF_8), bytes(psf));
    assertTrue(lake.verify(dataset()).isSound());
    assertEquals(4, lake.verify(dataset()).replicas());
  }

  private static Set<String> rsesOf(List<Replica> replicas) {
    return replicas.stream().map(Replica::rse).collect(Collectors.toSet());
  }

  @Test
  void publishingTheSameAgainChangesNothing() throws IOException {
    Publication publication = twoFiles();
    lake.publish(publication);
    settle();
    List<ReplicationRule> first = lake.rules(dataset());
    assertEquals(first, lake.publish(publication));
    assertEquals(first, openLake().publish(publication));
    assertEquals(2, lake.replicas(did("first-light/psf.fits")).size());
  }

  @Test
  void aDidIsNeverGivenOtherBytes() throws IOException {
    lake.publish(twoFiles());
    Publication other =
        Publication.of(
            did("second-light"),
            List.of(file("new.fits", "new"), file("first-light/psf.fits", "PSF")),
            List.of(RuleRequest.of("tier=1", 1)));
    String message =
        assertThrows(LakeException.DidTaken.class, () -> lake.publish(other)).getMessage();
    assertTrue(
        message.contains("first-light/psf.fits")
            && message.contains("029f014a")
            && message.contains("01df00ea"),
        message);
    assertFalse(lake.exists(did("new.fits")), "nothing of it is published");
    assertFalse(lake.exists(did("second-light")));
    assertArrayEquals("psf".getBytes(StandardCharsets.UTF_8), bytes(did("first-light/psf.fits")));
  }

  @Test
  void aFileMayBelongToTwoDatasets() throws IOException {
    lake.publish(twoFiles());
    Did other = did("all-psfs");
    lake.publish(
        Publication.of(
            other,
            List.of(file("first-light/psf.fits", "psf")),
            List.of(RuleRequest.of("tier=2", 1))));
    settle();
    assertEquals(3, lake.replicas(did("first-light/psf.fits")).size());
    assertEquals(2, lake.replicas(did("first-light/image.fits")).size());
  }

  @Test
  void filesAndDatasetsShareTheirNames() throws IOException {
    lake.publish(twoFiles());
    assertThrows(
        LakeException.DidTaken.class,
        () ->
            lake.publish(
                Publication.of(did("first-light/psf.fits"), List.of(file("a", "a")), List.of())));
    assertThrows(
        LakeException.DidTaken.class,
        () ->
            lake.publish(
                Publication.of(did("other"), List.of(file("first-light", "a")), List.of())));
  }

  @Test
  void aCompleteDatasetTakesNoFurtherFilesAnOpenOneDoes() throws IOException {
    lake.publish(twoFiles());
    Publication more = Publication.of(dataset(), List.of(file("more", "more")), List.of());
    assertThrows(LakeException.DatasetClosed.class, () -> lake.publish(more));

    Did growing = did("growing");
    RuleRequest twoCopies = RuleRequest.of("tier=1", 2);
    lake.publish(
        Publication.of(growing, List.of(file("day-1", "1")), List.of(twoCopies)).leftOpen());
    lake.publish(Publication.of(growing, List.of(file("day-2", "2")), List.of()));
    settle();
    List<ReplicationRule> rules = lake.rules(growing);
    assertEquals(1, rules.size());
    assertEquals(4, rules.getFirst().ok(), "the rule keeps the new file too");
    assertEquals(2, lake.dataset(growing).files().size());
    assertFalse(lake.dataset(growing).open());
  }

  @Test
  void aRuleThatCannotBeMetIsRefusedBeforeAnythingIsCopied() throws IOException {
    Publication greedy =
        Publication.of(dataset(), List.of(file("a", "a")), List.of(RuleRequest.of("tier=2", 2)));
    String message =
        assertThrows(LakeException.InsufficientTargetRses.class, () -> lake.publish(greedy))
            .getMessage();
    assertTrue(message.contains("tier=2") && message.contains("2 copies"), message);
    assertFalse(lake.exists(dataset()));
  }

  @Test
  void aRuleAddedLaterMakesItsCopies() throws IOException {
    lake.publish(twoFiles());
    lake.addRule(dataset(), RuleRequest.of("tier=2", 1));
    settle();
    ReplicationRule rule =
        lake.rules(dataset()).stream()
            .filter(one -> one.rses().toString().equals("tier=2"))
            .findFirst()
            .orElseThrow();
    assertEquals(State.OK, rule.state());
    assertEquals(rule, lake.addRule(dataset(), RuleRequest.of("tier=2", 1)), "not made twice");
    assertEquals(2, lake.rules(dataset()).size());
    assertEquals(3, lake.replicas(did("first-light/psf.fits")).size());
  }

  @Test
  void withoutRulesOneCopyIsMade() throws IOException {
    Publication plain = Publication.of(dataset(), List.of(file("a", "a")), List.of());
    assertEquals(1, lake.publish(plain).size());
    assertEquals(1, lake.replicas(did("a")).size());
  }

  @Test
  void metadataIsKeptAndCanBeAdded() throws IOException {
    lake.publish(twoFiles());
    Did image = did("first-light/image.fits");
    assertEquals(Map.of("content", "image"), lake.metadata(image));
    lake.setMetadata(image, Map.of("s_ra", 187.5, "progenitors", List.of("demo:raw")));
    assertEquals(
        Map.of("content", "image", "s_ra", 187.5, "progenitors", List.of("demo:raw")),
        openLake().metadata(image));
    lake.setMetadata(dataset(), Map.of("target", "M 87"));
    assertEquals(Map.of("target", "M 87"), lake.metadata(dataset()));
  }

  @Test
  void whatTheLakeDoesNotKnowIsNamed() {
    Did unknown = did("nothing");
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
    lake.publish(Publication.of(dataset(), List.of(file("empty", "")), List.of()));
    assertEquals("00000001", lake.file(did("empty")).adler32());
    assertEquals(0, bytes(did("empty")).length);
  }

  @Test
  void aFileMayBePublishedOutsideAnyDataset() throws IOException {
    PublishedFile alone = file("alone.fits", "alone");
    lake.put(alone, List.of(RuleRequest.of("tier=1", 2)), count -> {});
    settle();
    List<ReplicationRule> rules = lake.rules(alone.did());
    assertEquals(rules, lake.put(alone, List.of(RuleRequest.of("tier=1", 2)), count -> {}));
    assertEquals(alone.did(), rules.getFirst().did());
    assertEquals(2, rules.getFirst().ok());
    assertEquals(DidKind.FILE, lake.kind(alone.did()).orElseThrow());
    assertEquals(List.of(), lake.datasets(scope()));
    assertEquals(List.of(alone.did()), lake.list(scope(), DidKind.FILE));
    assertEquals(Map.of("content", "alone"), lake.metadata(alone.did()));
    assertTrue(lake.verify(alone.did()).isSound());
    lake.addRule(alone.did(), RuleRequest.of("tier=2", 1));
    settle();
    assertEquals(3, lake.replicas(alone.did()).size());

    PublishedFile other = new PublishedFile(alone.did(), file("b", "B").source(), Map.of());
    assertThrows(LakeException.DidTaken.class, () -> lake.put(other, List.of(), count -> {}));
  }

  @Test
  void aDidComesDownToItsFiles() throws IOException {
    lake.publish(twoFiles());
    assertEquals(
        List.of(did("first-light/image.fits").toString(), did("first-light/psf.fits").toString()),
        lake.files(dataset()).stream().map(file -> file.did().toString()).toList());
    Did psf = did("first-light/psf.fits");
    assertEquals(List.of(psf), lake.files(psf).stream().map(LakeFile::did).toList());
    assertEquals(DidKind.DATASET, lake.kind(dataset()).orElseThrow());
    assertEquals(Optional.empty(), lake.kind(did("nothing")));
    assertThrows(LakeException.NotFound.class, () -> lake.files(did("nothing")));
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
    LakeFile image = lake.file(did("first-light/image.fits"));
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
