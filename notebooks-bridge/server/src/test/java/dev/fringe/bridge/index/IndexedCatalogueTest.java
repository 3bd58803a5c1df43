package dev.fringe.bridge.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.catalogue.CatalogueException;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.catalogue.ProductQuery;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.storage.settings.IndexSettings;
import dev.fringe.storage.settings.LocalLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that is being made, as after a kill that took its last writes. */
class IndexedCatalogueTest {
  private static final Did THERE = Did.of("obs", "there.txt");
  private static final Did NOWHERE = Did.of("obs", "nowhere.txt");
  private static final ProductQuery ALL = ProductQuery.all();

  @TempDir Path folder;
  private LocalDataLake lake;
  private Database database;
  private LakeFollower follower;

  @BeforeEach
  void aLakeThatNobodyHasLookedThrough() throws IOException {
    lake = LocalDataLake.at(folder.resolve("lake"));
    Path bytes = Files.writeString(folder.resolve("bytes"), "x");
    lake.put(new PublishedFile(THERE, bytes, Map.of()), List.of(), count -> {});
    database =
        Database.open(
            IndexSettings.embedded(),
            folder.resolve("state"),
            new LocalLake(folder.resolve("lake").toString()));
    follower = follower(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    follower.close();
    database.close();
  }

  private LakeFollower follower(Duration patience) {
    return new LakeFollower(lake, database, Duration.ofDays(1), patience);
  }

  @Test
  void whatItDoesNotKnowYetIsWaitedFor()
      throws IOException, SQLException, InterruptedException, ExecutionException {
    IndexedCatalogue catalogue = new IndexedCatalogue(database, follower);
    FutureTask<Optional<Product>> asked = new FutureTask<>(() -> catalogue.find(THERE));
    Thread.startVirtualThread(asked);
    follower.sync();
    assertEquals(THERE, asked.get().orElseThrow().did());
    assertTrue(catalogue.find(NOWHERE).isEmpty());
  }

  @Test
  void whatItDoesNotKnowYetIsNotDenied() throws IOException, SQLException {
    IndexedCatalogue made = new IndexedCatalogue(database, follower(Duration.ZERO));
    assertThrows(CatalogueException.Unavailable.class, () -> made.find(THERE));
    assertThrows(CatalogueException.Unavailable.class, () -> made.query(ALL));
    assertThrows(CatalogueException.Unavailable.class, () -> made.stream(ALL));
    follower.sync();
    // As after another start: what is there is told at once, and only the rest is not known.
    IndexedCatalogue old = new IndexedCatalogue(database, follower(Duration.ZERO));
    assertTrue(old.find(THERE).isPresent());
    assertEquals(1, old.query(ALL).total());
    assertThrows(CatalogueException.Unavailable.class, () -> old.find(NOWHERE));
  }
}
