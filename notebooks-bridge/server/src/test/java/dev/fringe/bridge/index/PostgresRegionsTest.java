package dev.fringe.bridge.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.OnPostgres;
import dev.fringe.bridge.TestIndex;
import dev.fringe.bridge.sky.Circle;
import dev.fringe.bridge.sky.Polygon;
import dev.fringe.bridge.sky.Range;
import dev.fringe.bridge.sky.Region;
import dev.fringe.storage.settings.LocalLake;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database's own geometry says of regions what S2's says. */
@OnPostgres
class PostgresRegionsTest {

  private static final int PAIRS = 3000;

  @TempDir private static Path folder;
  private static TestIndex index;
  private static Database database;
  private final Random random = new Random(11);

  @BeforeAll
  static void create() throws IOException {
    index = TestIndex.createOnPostgres();
    database = Database.open(index.settings(), folder, new LocalLake("lake"));
  }

  @AfterAll
  static void drop() throws IOException {
    database.close();
    index.close();
  }

  @Test
  void pairsOfRegionsLieToEachOtherAsTheyDoInSpace() throws SQLException {
    int met = 0;
    int held = 0;
    try (Connection connection = database.connectAsReader();
        PreparedStatement select =
            connection.prepareStatement("SELECT adql_intersects(?, ?), adql_contains(?, ?)")) {
      for (int i = 0; i < PAIRS; i++) {
        double ra = i % 3 == 0 ? random.nextDouble() * 4 - 2 : random.nextDouble() * 360;
        double dec =
            i % 5 == 0 ? 86 + random.nextDouble() * 4 : Math.toDegrees(Math.asin(signed()));
        Region one = near(ra, dec, 3);
        Region other = near(ra, dec, i % 2 == 0 ? 3 : 0.6);
        String[] texts = {one.toText(), other.toText(), other.toText(), one.toText()};
        for (int k = 0; k < texts.length; k++) {
          select.setString(k + 1, texts[k]);
        }
        try (ResultSet row = select.executeQuery()) {
          assertTrue(row.next());
          String pair = one.toText() + " and " + other.toText();
          assertEquals(one.intersects(other), row.getInt(1) == 1, pair);
          assertEquals(one.contains(other), row.getInt(2) == 1, "contains: " + pair);
          met += row.getInt(1);
          held += row.getInt(2);
        }
      }
    }
    assertTrue(met > PAIRS / 10 && met < PAIRS * 9 / 10, met + " of the pairs meet");
    assertTrue(held > PAIRS / 30, held + " lie in each other");
  }

  private double signed() {
    return 2 * random.nextDouble() - 1;
  }

  /** A region of some degrees about a place near another. */
  private Region near(double ra, double dec, double size) {
    double stretch = 1 / Math.max(0.05, Math.cos(Math.toRadians(dec)));
    double centreDec = Math.clamp(dec + size * signed(), -90.0, 90.0);
    double centreRa = ra + size * signed() * stretch;
    return switch (random.nextInt(4)) {
      case 0 -> new Circle(centreRa, centreDec, 0);
      case 1 -> new Circle(centreRa, centreDec, size * random.nextDouble());
      case 2 -> {
        double width = Math.min(170, size * random.nextDouble() * stretch);
        yield new Range(
            (centreRa - width + 360) % 360,
            (centreRa + width + 360) % 360,
            Math.max(-90, centreDec - size * random.nextDouble()),
            Math.min(90, centreDec + size * random.nextDouble()));
      }
      default -> star(centreRa, centreDec, size);
    };
  }

  /** Corners at growing position angles and any distance, whose sides cannot cross. */
  private Region star(double ra, double dec, double size) {
    int corners = 3 + random.nextInt(6);
    double[] numbers = new double[2 * corners];
    double sin0 = Math.sin(Math.toRadians(dec));
    double cos0 = Math.cos(Math.toRadians(dec));
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * (i + 0.5 * random.nextDouble()) / corners;
      double distance = Math.toRadians(size * (0.2 + random.nextDouble()));
      double east = Math.sin(distance) * Math.sin(angle);
      double out = Math.cos(distance) * cos0 - Math.sin(distance) * Math.cos(angle) * sin0;
      double up = Math.cos(distance) * sin0 + Math.sin(distance) * Math.cos(angle) * cos0;
      numbers[2 * i] = ra + Math.toDegrees(Math.atan2(east, out));
      numbers[2 * i + 1] = Math.toDegrees(Math.atan2(up, Math.hypot(east, out)));
    }
    return Polygon.of(numbers);
  }

  @Test
  void areasAndMiddlesAreThoseOfTheSphere() throws SQLException {
    try (Connection connection = database.connectAsReader();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT adql_area(?), adql_distance_of(adql_centroid(?), adql_centroid(?))")) {
      for (int i = 0; i < 300; i++) {
        Region region = near(random.nextDouble() * 360, Math.toDegrees(Math.asin(signed())), 20);
        String same = AdqlFunctions.centroid(region.toText());
        select.setString(1, region.toText());
        select.setString(2, region.toText());
        select.setString(3, same);
        try (ResultSet row = select.executeQuery()) {
          assertTrue(row.next());
          assertEquals(region.area(), row.getDouble(1), 1e-7, region.toText());
          assertEquals(0, row.getDouble(2), 1e-7, region.toText());
        }
      }
    }
  }
}
