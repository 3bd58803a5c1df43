package dev.fringe.storage.lake.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.parallel.Workers;
import dev.fringe.storage.lake.Dataset;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.lake.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishers of the same end as one; of different bytes one wins; readers never see half. */
class RacingPublishersTest {

  private static final int PUBLISHERS = 4;

  @TempDir Path folder;
  Path root;

  @BeforeEach
  void placeLake() {
    root = folder.resolve("lake");
  }

  @Test
  void threadsThatPublishTheSameEndAsOne() throws IOException {
    Path sources = PublisherProcess.sources(folder.resolve("sources"), 1);
    assertEquals(PUBLISHERS, race(Collections.nCopies(PUBLISHERS, sources)));
    assertOnePublished();
  }

  @Test
  void ofThreadsThatPublishOtherBytesOneWins() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      sources.add(PublisherProcess.sources(folder.resolve("sources-" + i), i));
    }
    assertEquals(1, race(sources));
    assertOnePublished();
  }

  @Test
  void processesThatPublishTheSameEndAsOne() throws Exception {
    Path sources = PublisherProcess.sources(folder.resolve("sources"), 1);
    assertEquals(
        List.of(PublisherProcess.DONE, PublisherProcess.DONE), raceProcesses(sources, sources));
    assertOnePublished();
  }

  @Test
  void ofProcessesThatPublishOtherBytesOneWins() throws Exception {
    List<Integer> exits =
        raceProcesses(
            PublisherProcess.sources(folder.resolve("one"), 1),
            PublisherProcess.sources(folder.resolve("other"), 2));
    assertEquals(
        List.of(PublisherProcess.DONE, PublisherProcess.REFUSED), exits.stream().sorted().toList());
    assertOnePublished();
  }

  @Test
  void publishersThatAddToAnOpenDatasetAllGetIn() throws IOException {
    Did growing = Did.of("demo", "growing");
    LocalDataLake.at(root);
    parallel(
        PUBLISHERS,
        publisher -> {
          Path source = Files.writeString(folder.resolve("s" + publisher), "day " + publisher);
          LocalDataLake.at(root)
              .publish(
                  Publication.of(
                          growing,
                          List.of(PublishedFile.of(Did.of("demo", "day-" + publisher), source)),
                          List.of(RuleRequest.of("tier=1", 2)))
                      .leftOpen());
        });
    LocalDataLake lake = LocalDataLake.at(root);
    assertEquals(PUBLISHERS, lake.dataset(growing).files().size());
    assertEquals(1, lake.rules(growing).size());
    assertEquals(2 * PUBLISHERS, lake.rules(growing).getFirst().ok());
    assertEquals(2 * PUBLISHERS, lake.verify(growing).replicas());
  }

  @Test
  void aReaderNeverSeesPartOfADataset() throws IOException {
    int datasets = 25;
    LocalDataLake reader = LocalDataLake.at(root);
    AtomicBoolean published = new AtomicBoolean();
    AtomicInteger seen = new AtomicInteger();
    parallel(
        2,
        worker -> {
          if (worker == 0) {
            try {
              for (int i = 0; i < datasets; i++) {
                LocalDataLake.at(root).publish(small(i));
              }
            } finally {
              published.set(true);
            }
          } else {
            boolean last;
            do {
              last = published.get();
              for (Did did : reader.datasets("demo")) {
                assertWhole(reader, did);
                seen.incrementAndGet();
              }
            } while (!last);
          }
        });
    assertTrue(seen.get() >= datasets);
  }

  private Publication small(int number) throws IOException {
    List<PublishedFile> files = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Path source = folder.resolve("source-" + number + "-" + i);
      Files.writeString(source, number + " " + i);
      files.add(PublishedFile.of(Did.of("demo", "d" + number + "/" + i), source));
    }
    return Publication.of(
        Did.of("demo", "d" + number), files, List.of(RuleRequest.of("tier=1", 2)));
  }

  private static void assertWhole(LocalDataLake lake, Did did) throws IOException {
    Dataset dataset = lake.dataset(did);
    assertEquals(3, dataset.files().size());
    assertEquals(6, lake.rules(did).getFirst().ok());
    for (LakeFile file : dataset.files()) {
      List<Replica> replicas = lake.replicas(file.did());
      assertEquals(2, replicas.size());
      for (Replica replica : replicas) {
        assertEquals(file.bytes(), Files.size(replica.localPath().orElseThrow()));
      }
    }
  }

  /** How many of the publishers, each with its sources, were not refused. */
  private int race(List<Path> sources) throws IOException {
    AtomicInteger accepted = new AtomicInteger();
    parallel(
        sources.size(),
        publisher -> {
          try {
            LocalDataLake.at(root).publish(PublisherProcess.publication(sources.get(publisher)));
            accepted.incrementAndGet();
          } catch (LakeException.DidTaken refused) {
            assertTrue(refused.getMessage().contains("other bytes"), refused.getMessage());
          }
        });
    return accepted.get();
  }

  private List<Integer> raceProcesses(Path... sources) throws Exception {
    List<Process> processes = new ArrayList<>();
    for (Path one : sources) {
      processes.add(PublisherProcess.start(root, one, "NEVER"));
    }
    List<Integer> exits = new ArrayList<>();
    for (Process process : processes) {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      exits.add(process.exitValue());
    }
    return exits;
  }

  private void assertOnePublished() throws IOException {
    LocalDataLake lake = LocalDataLake.at(root);
    Verification verification = lake.verify(PublisherProcess.DATASET);
    assertTrue(verification.isSound(), verification.faults().toString());
    assertEquals(2 * PublisherProcess.FILES, verification.replicas());
    assertEquals(1, lake.rules(PublisherProcess.DATASET).size());
  }

  @FunctionalInterface
  private interface Piece {
    void run(int index) throws IOException;
  }

  private static void parallel(int pieces, Piece piece) {
    try (Workers workers = Workers.of(pieces)) {
      workers.forEach(
          pieces,
          index -> {
            try {
              piece.run(index);
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          });
    }
  }
}
