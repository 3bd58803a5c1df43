package dev.fringe.bridge.sia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Content;
import dev.fringe.bridge.VoTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.FormBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SIA as its clients see it: answers are read by STIL. */
class SiaQueryTest {

  @TempDir static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site = TestSite.in(folder);
    Map<String, Content> files = new TreeMap<>();
    files.put("a.fits", Content.of("1", TestSite.image("A", 10, 20, 1)));
    Map<String, Object> cube = new TreeMap<>(TestSite.image("B", 10.2, 20, 0.5));
    cube.put("dataproduct_type", "cube");
    cube.put("em_min", 0.5);
    cube.put("em_max", 0.6);
    cube.put("t_min", 59000.0);
    cube.put("t_max", 59001.0);
    cube.put("pol_states", "/XX/YY/");
    cube.put("calib_level", 2);
    cube.put("t_exptime", 7200.0);
    cube.put("s_resolution", 6.0);
    files.put("b.fits", Content.of("2", cube));
    Map<String, Object> visibilities = new TreeMap<>(TestSite.image("V", 10, 20, 1));
    visibilities.put("dataproduct_type", "visibility");
    files.put("v.uvfits", Content.of("3", visibilities));
    Map<String, Object> picture = new TreeMap<>(TestSite.image("P", 10, 20, 1));
    picture.put("dataproduct_subtype", "preview");
    files.put("a.png", Content.of("4", picture));
    site.publish("demo:set", files);
  }

  @AfterAll
  static void stop() throws IOException {
    site.close();
  }

  private static String targets(TestSite.Answer answer) throws IOException {
    assertEquals(200, answer.status(), answer.body());
    return String.join(" ", VoTables.column(answer.body(), "target_name"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POS=CIRCLE 10 20 0.01                      | A B
          pos=circle 10.6 20 0.01                    |
          POS=RANGE 10.4 12 19 21                    | A B
          POS=RANGE 10.47 12 19 21                   | A
          POS=RANGE 10.54 12 19 21                   |
          POS=POLYGON 9 19 9.6 19 9.6 21 9 21        | A
          POS=CIRCLE 190 -20 1&Pos=CIRCLE 10 20 0.01 | A B
          BAND=0.1 0.3                               | A
          BAND=0.55                                  | B
          BAND=0.7 +Inf                              |
          BAND=-Inf +Inf                             | A B
          TIME=59000.5                               | B
          TIME=59500 60000.1                         | A
          POL=I                                      | A
          POL=XX&POL=I                               | A B
          POL=X                                      |
          FOV=0.4 0.6                                | B
          SPATRES=0 10                               | B
          EXPTIME=7000 +Inf                          | B
          ID=demo:a.fits                             | A
          COLLECTION=survey                          | A B
          COLLECTION=other                           |
          FACILITY=MID&INSTRUMENT=MID-B2             | A B
          DPTYPE=cube                                | B
          CALIB=2                                    | B
          CALIB=2&CALIB=3                            | A B
          TARGET=A                                   | A
          FORMAT=image/fits                          | A B
          FORMAT=image/png                           |
          UNKNOWN=1&TARGET=B                         | B
          """)
  void everyParameterNarrows(String query, String expected) throws IOException {
    assertEquals(
        expected == null ? "" : expected,
        targets(site.get("/sia2/query?" + query.strip().replace(" ", "%20").replace("+", "%2B"))));
  }

  @Test
  void aFormIsAsGoodAsAnAddress() throws IOException {
    assertEquals(
        "B",
        targets(site.post("/sia2/query", new FormBody.Builder().add("DPTYPE", "cube").build())));
  }

  @Test
  void maxRecCutsAndTellsIt() throws IOException {
    String one = site.get("/sia2/query?MAXREC=1").body();
    assertEquals(1, VoTables.rows(one));
    assertTrue(one.contains("<INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\"/>"), one);
    String two = site.get("/sia2/query?MAXREC=2").body();
    assertEquals(2, VoTables.rows(two));
    assertTrue(!two.contains("OVERFLOW"), two);
    String none = site.get("/sia2/query?MAXREC=0").body();
    assertEquals(0, VoTables.rows(none));
    assertTrue(none.contains("name=\"s_region\""), none);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POS=10 20",
        "POS=CIRCLE 10 20",
        "POS=CIRCLE 10 95 1",
        "BAND=x",
        "BAND=2 1",
        "TIME=1 2 3",
        "CALIB=x",
        "DPTYPE=visibility",
        "MAXREC=-1",
        "MAXREC=1&MAXREC=2",
        "RESPONSEFORMAT=pdf",
        "POS=POLYGON 0 0 1 1",
        "FOV=NaN"
      })
  void faultsAreErrorDocuments(String query) throws IOException {
    TestSite.Answer answer = site.get("/sia2/query?" + query.replace(" ", "%20"));
    assertEquals(400, answer.status());
    assertTrue(answer.type().startsWith("application/x-votable+xml"), answer.type());
    assertTrue(answer.body().contains("<INFO name=\"QUERY_STATUS\" value=\"ERROR\">"));
  }

  @Test
  void theRowsAreTheSameInEveryFormat() throws IOException {
    String csv = site.get("/sia2/query?TARGET=A&RESPONSEFORMAT=csv").body();
    assertTrue(csv.lines().skip(1).findFirst().orElseThrow().contains("demo%3Aa.fits"), csv);
    String binary = site.get("/sia2/query?RESPONSEFORMAT=votable/b2").body();
    assertTrue(binary.contains("<BINARY2>"));
    assertEquals(2, VoTables.rows(binary));
  }

  @Test
  void capabilitiesTellWhereToAsk() throws IOException {
    String text = site.get("/sia2/capabilities").body();
    assertTrue(text.contains("ivo://ivoa.net/std/SIA#query-2.0"), text);
    assertTrue(text.contains(site.address() + "/sia2/query</accessURL>"), text);
    assertTrue(site.get("/availability").body().contains("<vosi:available>true"));
  }
}
