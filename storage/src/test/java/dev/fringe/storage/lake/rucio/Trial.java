package dev.fringe.storage.lake.rucio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.lake.Verification;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import dev.fringe.storage.objects.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A small publication that things happen to, the same in every process.
 *
 * @param scope of its own
 * @param sources the folder of its files
 */
record Trial(String scope, Path sources) {

  static final int FILES = 3;
  private static final int BYTES = 200_000;
  private static final Map<String, Object> METADATA = Map.of("target_name", "M87");

  Did dataset() {
    return Did.of(scope, "trial");
  }

  Did file(int index) {
    return Did.of(scope, "trial/%d.bin".formatted(index));
  }

  Publication publication() {
    List<PublishedFile> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      Path source = sources.resolve(i + ".bin");
      files.add(new PublishedFile(file(i), source, Map.of("plane", i)));
    }
    return Publication.of(dataset(), files, List.of(RuleRequest.of("tier=1", 2)))
        .withMetadata(METADATA);
  }

  /** Writes the files; their bytes depend on {@code seed}. */
  Trial writing(int seed) throws IOException {
    Files.createDirectories(sources);
    for (int i = 0; i < FILES; i++) {
      byte[] content = new byte[BYTES];
      new Random(seed * 100L + i).nextBytes(content);
      Files.write(sources.resolve(i + ".bin"), content);
    }
    return this;
  }

  /** Complete, once, and nothing beside it. */
  void assertPublishedOnce(DataLake lake) throws IOException {
    assertWhole(lake);
    assertFalse(lake.dataset(dataset()).open());
    assertEquals(List.of(dataset()), lake.datasets(scope));
    assertEquals(FILES, lake.list(scope, DidKind.FILE).size());
    assertEquals(1, lake.rules(dataset()).size());
    for (int i = 0; i < FILES; i++) {
      assertEquals(1, lake.replicas(file(i)).size(), "Rucio makes the second copy, not Fringe");
      assertEquals(Map.of("plane", i), lake.metadata(file(i)));
    }
    Verification verification = lake.verify(dataset());
    assertTrue(verification.isSound(), verification.faults().toString());
    assertEquals(Set.of(), temporaries(lake), "temporary objects are left");
  }

  /** What a reader may see of the dataset, if it is there: nothing less. */
  void assertWhole(DataLake lake) throws IOException {
    List<LakeFile> files = lake.dataset(dataset()).files();
    assertEquals(FILES, files.size());
    assertEquals((long) FILES * BYTES, files.stream().mapToLong(LakeFile::bytes).sum());
    assertEquals(METADATA, lake.metadata(dataset()));
    assertFalse(lake.rules(dataset()).isEmpty());
    Map<Did, List<Replica>> replicas = lake.allReplicas(files.stream().map(LakeFile::did).toList());
    replicas.forEach(
        (file, its) ->
            assertTrue(its.stream().anyMatch(Replica::isAvailable), file + " can't be read"));
  }

  private Set<String> temporaries(DataLake lake) throws IOException {
    List<Did> files = lake.list(scope, DidKind.FILE);
    Set<String> left = new HashSet<>();
    try (ObjectStore stores = RucioServer.stores()) {
      for (List<Replica> replicas : lake.allReplicas(files).values()) {
        for (Replica replica : replicas) {
          Location folder = replica.object().orElseThrow().parent();
          stores.list(folder).stream()
              .map(StoredObject::location)
              .map(Location::toString)
              .filter(address -> address.endsWith(".rucio.upload"))
              .forEach(left::add);
        }
      }
    }
    return left;
  }
}
