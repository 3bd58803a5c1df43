package dev.fringe.bridge.tap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Content;
import dev.fringe.bridge.VoTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TAP as its clients see it. */
class TapTest {

  private static final int SOURCES = 2000;

  @TempDir static Path folder;
  private static TestSite site;
  private static final double[] RA = new double[SOURCES];
  private static final double[] DEC = new double[SOURCES];

  @BeforeAll
  static void start() throws IOException {
    site = TestSite.in(folder);
    Map<String, Content> files = new TreeMap<>();
    files.put("a.fits", Content.of("1", TestSite.image("A", 10, 20, 1)));
    Map<String, Object> other = new TreeMap<>(TestSite.image("B", 350, -60, 2));
    other.put("facility_name", "LOW");
    other.put("calib_level", 2);
    files.put("b.fits", Content.of("22", other));
    Map<String, Object> outlined = new TreeMap<>(TestSite.image("C", 0, 0, 3));
    outlined.put("s_region", "POLYGON ICRS 1 -1 359 -1 359 1 1 1");
    files.put("c+.fits", Content.of("333", outlined));
    files.put("report.json", Content.of("{}", Map.of("access_format", "application/json")));
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("name,ra_deg,dec_deg,peak_jy_per_beam,flux_jy\n");
    for (int i = 0; i < SOURCES; i++) {
      RA[i] = random.nextDouble() * 360;
      DEC[i] = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
      csv.append("s%d,%s,%s,%s,%s%n".formatted(i, RA[i], DEC[i], i * 0.001, i * 0.002));
    }
    files.put(
        "list.csv",
        Content.of(
            csv.toString(),
            Map.of(
                "dataproduct_type", "measurements",
                "dataproduct_subtype", "sources",
                "access_format", "text/csv")));
    site.publish("demo:set", files);
  }

  @AfterAll
  static void stop() throws IOException {
    site.close();
  }

  private static TestSite.Answer ask(String adql, String... more) throws IOException {
    FormBody.Builder form = new FormBody.Builder().add("LANG", "ADQL").add("QUERY", adql);
    for (int i = 0; i < more.length; i += 2) {
      form.add(more[i], more[i + 1]);
    }
    return site.post("/tap/sync", form.build());
  }

  /** The first column, as text. */
  private static String values(String adql) throws IOException {
    TestSite.Answer answer = ask(adql, "RESPONSEFORMAT", "csv");
    assertEquals(200, answer.status(), answer.body());
    return answer
        .body()
        .lines()
        .skip(1)
        .map(line -> line.split(",")[0])
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT target_name FROM ivoa.obscore WHERE target_name IS NOT NULL ORDER BY target_name | A B C
          select TOP 2 TARGET_NAME from IVOA.OBSCORE where s_fov > 0 order by s_fov desc          | C B
          SELECT COUNT(*) FROM ivoa.obscore                                                       | 4
          SELECT target_name FROM obscore WHERE calib_level IN (2) AND s_ra > 1                    | B
          SELECT target_name FROM obscore WHERE s_ra < 5 AND calib_level IN (3) OR s_ra = 10 ORDER BY 1 | A C
          SELECT target_name FROM obscore WHERE NOT calib_level IN (2) AND s_ra = 10               | A
          SELECT target_name FROM obscore WHERE 1=CONTAINS(POINT('ICRS',s_ra,s_dec),CIRCLE('ICRS',10,20,0.1)) | A
          SELECT target_name FROM obscore WHERE CONTAINS(POINT(0.99, 0), s_region)=1 ORDER BY 1    | C
          SELECT target_name FROM obscore WHERE CONTAINS(POINT(1.01, 0), s_region)=1               |
          SELECT target_name FROM obscore WHERE INTERSECTS(s_region, CIRCLE(1.5, 0, 0.51))=1       | C
          SELECT target_name FROM obscore WHERE INTERSECTS(CIRCLE(1.5, 0, 0.49), s_region)=1       |
          SELECT target_name FROM obscore WHERE CONTAINS(s_region, BOX(0,0,3,3))=1                 | C
          SELECT target_name FROM obscore WHERE DISTANCE(POINT(s_ra,s_dec), POINT(10,21)) < 1.001  | A
          SELECT target_name FROM obscore WHERE DISTANCE(s_ra,s_dec,10,21) < 0.999                 |
          SELECT ROUND(AREA(CIRCLE(1,2,1)), 4) FROM obscore WHERE target_name='A'                  | 3.1415
          SELECT COORD2(POINT(1,2)) FROM obscore WHERE target_name='A'                             | 2.0
          SELECT facility_name FROM obscore WHERE facility_name IS NOT NULL GROUP BY facility_name HAVING COUNT(*) > 1 | MID
          SELECT o.target_name FROM obscore AS o JOIN obscore AS p USING (obs_publisher_did) WHERE p.s_ra = 350 | B
          SELECT COUNT(*) FROM fringe.sources AS s LEFT JOIN obscore AS o ON s.list_did = o.target_name | 2000
          SELECT COUNT(o.obs_id) FROM fringe.sources AS s LEFT JOIN obscore AS o ON s.list_did = o.obs_publisher_did | 2000
          SELECT n FROM (SELECT target_name AS n, s_ra FROM obscore) AS q WHERE q.s_ra > 300       | B
          WITH w AS (SELECT target_name AS n FROM obscore WHERE s_ra > 300) SELECT w.n FROM w       | B
          SELECT target_name FROM obscore WHERE s_ra = (SELECT MAX(s_ra) FROM obscore)              | B
          SELECT target_name FROM obscore o WHERE EXISTS (SELECT 1 FROM obscore p WHERE p.s_ra > o.s_ra) ORDER BY 1 | A C
          SELECT target_name FROM obscore WHERE target_name='A' UNION SELECT facility_name FROM obscore WHERE facility_name='LOW' ORDER BY 1 | A LOW
          SELECT target_name FROM obscore WHERE s_ra >= 0 ORDER BY s_ra OFFSET 1                   | A B
          SELECT target_name FROM obscore WHERE target_name ILIKE 'a%'                             | A
          SELECT target_name FROM obscore WHERE target_name LIKE 'a%'                              |
          SELECT CASE WHEN s_ra > 300 THEN 'far' ELSE 'near' END FROM obscore WHERE target_name='B' | far
          SELECT CAST(s_ra AS INTEGER) FROM obscore WHERE target_name='A'                          | 10
          SELECT 7/2 FROM obscore WHERE target_name='A'                                            | 3
          SELECT table_name FROM TAP_SCHEMA.tables WHERE schema_name='ivoa'                        | ivoa.obscore
          SELECT COUNT("size") FROM tap_schema.columns                                            | 0
          """)
  void queriesMeanWhatTheySay(String adql, String expected) throws IOException {
    assertEquals(expected == null ? "" : expected, values(adql.strip()));
  }

  @Test
  void textsAreQuotedAndJoined() throws IOException {
    assertEquals(
        "it's A", values("SELECT 'it''s' || ' ' || target_name FROM obscore WHERE s_ra = 10"));
  }

  @Test
  void conesFindWhatHaversinesFind() throws IOException {
    Random random = new Random(6);
    for (int i = 0; i < 40; i++) {
      double ra = random.nextDouble() * 360;
      double dec = i < 5 ? 89.5 : random.nextDouble() * 180 - 90;
      double radius = 1 + random.nextDouble() * 20;
      String expected =
          java.util.stream.IntStream.range(0, SOURCES)
              .filter(s -> degrees(ra, dec, RA[s], DEC[s]) <= radius)
              .mapToObj(s -> "s" + s)
              .sorted()
              .collect(Collectors.joining(" "));
      String where =
          i % 2 == 0
              ? "1=CONTAINS(POINT(s_ra,s_dec),CIRCLE(%s,%s,%s))"
              : "DISTANCE(s_ra,s_dec,%s,%s)<=%s";
      assertEquals(
          expected,
          values(
              "SELECT source_name FROM fringe.sources WHERE "
                  + String.format(Locale.ROOT, where, ra, dec, radius)
                  + " ORDER BY source_name"));
    }
  }

  private static double degrees(double ra1, double dec1, double ra2, double dec2) {
    double h =
        Math.pow(Math.sin(Math.toRadians(dec2 - dec1) / 2), 2)
            + Math.cos(Math.toRadians(dec1))
                * Math.cos(Math.toRadians(dec2))
                * Math.pow(Math.sin(Math.toRadians(ra2 - ra1) / 2), 2);
    return Math.toDegrees(2 * Math.asin(Math.min(1, Math.sqrt(h))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE products",
        "SELECT 1 FROM obscore; DROP TABLE products",
        "INSERT INTO obscore VALUES (1)",
        "SELECT * INTO x FROM obscore",
        "SELECT * FROM obscore FOR UPDATE",
        "SELECT * FROM products",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM INFORMATION_SCHEMA.USERS",
        "SELECT * FROM public.products",
        "SELECT id FROM obscore",
        "SELECT cell FROM obscore",
        "SELECT FILE_READ('/etc/passwd') FROM obscore",
        "SELECT CSVWRITE('/tmp/x','SELECT 1') FROM obscore",
        "SELECT adql_area('x') FROM obscore",
        "SELECT LINK_SCHEMA('a','b','c','d','e','f') FROM obscore",
        "CALL FILE_READ('/etc/passwd')",
        "SELECT * FROM FILE_READ('/etc/passwd')",
        "SELECT * FROM CSVREAD('/etc/passwd')",
        "CREATE ALIAS x AS 'int f() { return 1; }'",
        "SELECT ? FROM obscore",
        "SELECT :x FROM obscore",
        "SELECT @x FROM obscore",
        "SELECT * FROM obscore LIMIT 3",
        "EXPLAIN SELECT * FROM obscore",
        "TABLE obscore",
        "VALUES (1)",
        "SELECT nothing FROM obscore",
        "SELECT o.x FROM obscore p",
        "SELECT s_ra FROM obscore a, obscore b",
        "SELECT s_ra FROM obscore, obscore",
        "SELECT CIRCLE(1,95,1) FROM obscore",
        "SELECT CIRCLE('GALACTIC',1,5,1) FROM obscore",
        "SELECT target_name FROM obscore WHERE CONTAINS(POLYGON(0,0,1,1,0,1,1,0), s_region)=1",
        "SELECT target_name FROM obscore ORDER BY 99",
        "SELECT 1/0 FROM obscore",
        "SELECT CAST('x' AS INTEGER) FROM obscore",
        "SELECT N'x' FROM obscore",
        "SELECT 1 FROM obscore WHERE",
        "SELECT COUNT(*) OVER () FROM obscore",
        "SELECT \u0000 FROM obscore",
        ""
      })
  void whatIsNoQueryIsRefusedInAnErrorDocument(String adql) throws IOException {
    TestSite.Answer answer = ask(adql);
    assertEquals(400, answer.status(), answer.body());
    assertTrue(answer.body().contains("value=\"ERROR\""), answer.body());
    assertFalse(answer.body().contains("SQL statement"), answer.body());
    assertEquals("4", values("SELECT COUNT(*) FROM obscore"));
  }

  @Test
  void largeAndDeepQueriesEndSoon() throws IOException {
    String deep = "SELECT " + "(".repeat(5000) + "1" + ")".repeat(5000) + " FROM obscore";
    assertEquals(400, ask(deep).status());
    String nested =
        "SELECT * FROM " + "(SELECT * FROM ".repeat(28) + "obscore" + ") AS q".repeat(28);
    assertEquals(400, ask(nested).status());
    assertEquals(
        "4",
        values(
            "SELECT COUNT(*) FROM "
                + "(SELECT * FROM ".repeat(6)
                + "obscore"
                + ") AS q".repeat(6)));
    String terms =
        "SELECT COUNT(*) FROM obscore WHERE "
            + String.join(" OR ", java.util.Collections.nCopies(3000, "s_ra=10"));
    assertEquals("1", values(terms));
    String doubled =
        "WITH a0 AS (SELECT s_ra FROM obscore)"
            + Arrays.stream(
                    new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
                .mapToObj(
                    i ->
                        ", a%d AS (SELECT x.s_ra FROM a%d AS x, a%d AS y)"
                            .formatted(i, i - 1, i - 1))
                .collect(Collectors.joining())
            + " SELECT COUNT(*) FROM a18";
    assertEquals(400, ask(doubled).status());
    assertEquals(400, ask("SELECT '" + "x".repeat(70_000) + "' FROM obscore").status());
  }

  @Test
  void metadataTravelsWithColumns() throws IOException {
    String text = ask("SELECT s_ra AS here, s_ra + 1 AS there, target_name FROM obscore").body();
    var table = VoTables.read(text);
    assertEquals("pos.eq.ra", table.getColumnInfo(0).getUCD());
    assertEquals("deg", table.getColumnInfo(0).getUnitString());
    assertEquals("here", table.getColumnInfo(0).getName());
    assertEquals(Double.class, table.getColumnInfo(1).getContentClass());
    assertEquals("obscore:Target.name", table.getColumnInfo(2).getUtype());
  }

  @Test
  void answersEndAtMaxRec() throws IOException {
    String cut = ask("SELECT source_name FROM fringe.sources", "MAXREC", "10").body();
    assertEquals(10, VoTables.rows(cut));
    assertTrue(cut.contains("OVERFLOW"));
    assertFalse(
        ask("SELECT TOP 10 source_name FROM fringe.sources", "MAXREC", "10")
            .body()
            .contains("OVERFLOW"));
    assertEquals(0, VoTables.rows(ask("SELECT * FROM fringe.sources", "MAXREC", "0").body()));
  }

  @Test
  void tablesSentAlongAreAsked() throws IOException {
    String table =
        """
        <VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
        <FIELD name="n" datatype="char" arraysize="*"/><FIELD name="ra" datatype="double"/>
        <DATA><TABLEDATA><TR><TD>one</TD><TD>10</TD></TR><TR><TD>two</TD><TD>11</TD></TR></TABLEDATA></DATA>
        </TABLE></RESOURCE></VOTABLE>
        """;
    String query = "SELECT u.n FROM TAP_UPLOAD.mine AS u JOIN obscore AS o ON o.s_ra = u.ra";
    assertTrue(upload(query, table).body().contains("<TD>one</TD>"));
    String hostile =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + table.replace("one", "&e;");
    TestSite.Answer refused = upload(query, hostile);
    assertEquals(400, refused.status());
    assertFalse(refused.body().contains("root:"));
    assertEquals(400, upload(query, "no xml").status());
    assertEquals(
        400, ask(query, "UPLOAD", "mine,http://127.0.0.1:1/x.xml").status(), "a loopback address");
    assertEquals(400, ask(query, "UPLOAD", "mine,file:///etc/passwd").status());
  }

  @Test
  void tablesThatReachForMoreThanTheyBringAreRefused() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "a secret of this machine");
    String table =
        """
        <VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
        <FIELD name="n" datatype="char" arraysize="SIZE"/>
        <DATA><BINARY><STREAM ATTRIBUTES>AAAA</STREAM></BINARY></DATA></TABLE></RESOURCE></VOTABLE>
        """;
    for (String attributes :
        List.of(
            "href='" + secret.toUri() + "'",
            "href='http://127.0.0.1:1/x'",
            "encoding='gzip' href='" + secret.toUri() + "'",
            "encoding='gzip'",
            "encoding='dynamic'")) {
      TestSite.Answer answer =
          upload(
              "SELECT n FROM TAP_UPLOAD.mine",
              table.replace("SIZE", "8").replace("ATTRIBUTES", attributes));
      assertEquals(400, answer.status(), attributes + answer.body());
      assertFalse(answer.body().contains("a secre"), answer.body());
    }
    for (String size : List.of("2000000000", "99999999999999", "1000x1000x1000", "-1", "1e9")) {
      TestSite.Answer answer =
          upload(
              "SELECT n FROM TAP_UPLOAD.mine",
              table.replace("SIZE", size).replace("ATTRIBUTES", "encoding='base64'"));
      assertEquals(400, answer.status(), size + answer.body());
    }
    TestSite.Answer good =
        upload(
            "SELECT n FROM TAP_UPLOAD.mine",
            table.replace("SIZE", "3").replace("ATTRIBUTES", "encoding='base64'"));
    assertEquals(200, good.status(), good.body());
  }

  private static TestSite.Answer upload(String query, String table) throws IOException {
    return site.post(
        "/tap/sync",
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("LANG", "ADQL")
            .addFormDataPart("QUERY", query)
            .addFormDataPart("UPLOAD", "mine,param:t1")
            .addFormDataPart(
                "t1",
                "t.xml",
                RequestBody.create(table, MediaType.get("application/x-votable+xml")))
            .build());
  }

  @Test
  void jobsRunAndAreFetchedAfterARestart() throws IOException {
    String job = job("SELECT target_name FROM obscore WHERE s_ra = 10", "PHASE", "RUN");
    String done = site.get(job + "?WAIT=30&PHASE=EXECUTING").body();
    for (int i = 0; i < 100 && !done.contains("COMPLETED"); i++) {
      done = site.get(job + "?WAIT=1").body();
    }
    assertTrue(done.contains("<uws:phase>COMPLETED"), done);
    site.restart();
    assertTrue(site.get(job + "/results/result").body().contains("<TD>A</TD>"));
    assertEquals("COMPLETED", site.get(job + "/phase").body());
    assertTrue(site.get("/tap/async").body().contains(job.substring(job.lastIndexOf('/') + 1)));
    assertEquals(200, post(job, "ACTION", "DELETE"));
    assertEquals(404, site.get(job).status());
  }

  @Test
  void faultyJobsTellWhy() throws IOException {
    String job = job("SELECT nothing FROM obscore", "PHASE", "RUN");
    String text = site.get(job + "?WAIT=30").body();
    for (int i = 0; i < 100 && !text.contains("<uws:phase>ERROR"); i++) {
      text = site.get(job + "?WAIT=1").body();
    }
    assertTrue(text.contains("there is no column nothing"), text);
    assertTrue(site.get(job + "/error").body().contains("there is no column nothing"));
  }

  @Test
  void jobsWaitForRunAndCanBeChangedBefore() throws IOException {
    String job = job("SELECT 1 FROM obscore");
    assertEquals("PENDING", site.get(job + "/phase").body());
    assertEquals(200, post(job + "/executionduration", "EXECUTIONDURATION", "17"));
    assertEquals("17", site.get(job + "/executionduration").body());
    assertEquals(404, post(job + "/destruction", "DESTRUCTION", "2000-01-01T00:00:00"));
    assertEquals(404, site.get(job).status(), "its time is over");
    String aborted = job("SELECT 1 FROM obscore");
    assertEquals(200, post(aborted + "/phase", "PHASE", "ABORT"));
    assertEquals("ABORTED", site.get(aborted + "/phase").body());
    assertEquals(400, post(aborted + "/phase", "PHASE", "JUMP"));
    assertEquals(404, site.get("/tap/async/..%2f..%2fetc").status());
  }

  private static int post(String path, String name, String value) throws IOException {
    return site.post(path, new FormBody.Builder().add(name, value).build()).status();
  }

  /** Its path. */
  private static String job(String adql, String... more) throws IOException {
    FormBody.Builder form = new FormBody.Builder().add("LANG", "ADQL").add("QUERY", adql);
    for (int i = 0; i < more.length; i += 2) {
      form.add(more[i], more[i + 1]);
    }
    String text = site.post("/tap/async", form.build()).body();
    String id = text.replaceAll("(?s).*<uws:jobId>([^<]*)<.*", "$1");
    return "/tap/async/" + id;
  }
}
