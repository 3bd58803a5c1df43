package dev.fringe.bridge.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.OnPostgres;
import dev.fringe.bridge.TestIndex;
import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Content;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.storage.settings.IndexSettings;
import dev.fringe.storage.settings.LocalLake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that several services share, that is not always there, and that is read-only. */
@OnPostgres
class PostgresIndexTest {

  private static final LocalLake LAKE = new LocalLake("lake");

  @TempDir private Path folder;
  private TestIndex index;

  @BeforeEach
  void create() throws IOException {
    index = TestIndex.createOnPostgres();
  }

  @AfterEach
  void drop() throws IOException {
    index.close();
  }

  private Database open() throws IOException {
    return Database.open(index.settings(), folder, LAKE);
  }

  @Test
  void oneServiceFollowsAndAnotherTakesOver() throws IOException, SQLException {
    try (LocalDataLake lake = LocalDataLake.at(folder.resolve("lake"));
        Database one = open();
        Database other = open()) {
      LakeFollower first = new LakeFollower(lake, one, Duration.ofDays(1));
      LakeFollower second = new LakeFollower(lake, other, Duration.ofDays(1));
      second.sync();
      assertTrue(other.isFollower());
      assertFalse(one.isFollower());
      first.sync();
      assertTrue(first.lastSync().isPresent(), "the other has looked, and took it down");
      other.close();
      assertTrue(one.isFollower());
    }
  }

  @Test
  void anIndexOfAnotherLakeIsLeftAlone() throws IOException {
    open().close();
    IOException refused =
        assertThrows(
            IOException.class,
            () -> Database.open(index.settings(), folder, new LocalLake("elsewhere")));
    assertTrue(refused.getMessage().contains("a database of its own"), refused.getMessage());
    open().close();
  }

  @Test
  void readersCannotWriteAndAreRidOfPrivileges() throws IOException, SQLException {
    try (Database database = open();
        Connection connection = database.connectAsReader();
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT COUNT(*) FROM products").close();
      assertEquals(
          "25006",
          assertThrows(SQLException.class, () -> statement.execute("DELETE FROM sources"))
              .getSQLState());
      statement.execute("SET default_transaction_read_only = off");
      assertEquals(
          "42501",
          assertThrows(SQLException.class, () -> statement.execute("DELETE FROM sources"))
              .getSQLState());
    }
  }

  @Test
  void whatIsMissingIsToldAtTheStartWithoutThePassword() {
    IndexSettings nowhere = index.settings().at("postgresql://127.0.0.1:1/fringe").orElseThrow();
    String message =
        assertThrows(IOException.class, () -> Database.open(nowhere, folder, LAKE)).getMessage();
    assertTrue(message.startsWith("the index's database postgresql://127.0.0.1:1/"), message);
    assertTrue(message.contains("refused"), message);
    IndexSettings wrong =
        new IndexSettings(index.settings().url(), "nobody", "/nowhere", "", "", false, "");
    assertTrue(
        assertThrows(IOException.class, () -> Database.open(wrong, folder, LAKE))
            .getMessage()
            .contains("its password: "));
  }

  @Test
  void aLostDatabaseIsToldAndFoundAgain() throws IOException {
    try (Outage outage = Outage.before(URI.create(index.settings().url()));
        TestSite site = TestSite.in(folder, index.settings().at(outage.url()).orElseThrow())) {
      site.publish("demo:set", Map.of("a.fits", Content.of("1", TestSite.image("A", 10, 20, 1))));
      assertEquals(200, site.get("/sia2/query?POS=CIRCLE+10+20+1").status());
      outage.begin();
      for (String path :
          new String[] {
            "/sia2/query?POS=CIRCLE+10+20+1",
            "/tap/sync?LANG=ADQL&QUERY=SELECT+target_name+FROM+ivoa.obscore",
            "/api/v1/products",
            "/readyz"
          }) {
        assertEquals(503, site.get(path).status(), path);
      }
      assertEquals(200, site.get("/healthz").status(), "the process itself is well");
      outage.end();
      site.sync();
      assertTrue(
          site.get("/tap/sync?LANG=ADQL&QUERY=SELECT+target_name+FROM+ivoa.obscore")
              .body()
              .contains("<TD>A</TD>"));
      assertEquals(200, site.get("/readyz").status());
    }
  }
}
