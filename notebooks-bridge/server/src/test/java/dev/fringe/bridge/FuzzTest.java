package dev.fringe.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fringe.bridge.TestSite.Content;
import dev.fringe.bridge.cutout.TestImage;
import dev.fringe.bridge.workflows.TestWorkflows;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked for, the service does not fail: no answer of a status from 500 on. */
class FuzzTest {

  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1",
          "1e309",
          "NaN",
          "Inf",
          "-Inf +Inf",
          "99999999999999999999",
          "2147483648",
          "'",
          "''",
          "\"",
          "\\",
          "%",
          "%00",
          "\u0000",
          "\r\nX-Evil: 1",
          "../../etc/passwd",
          "..%2f..%2f",
          "<script>",
          "{}",
          "[]",
          "null",
          "CIRCLE 0 0 0",
          "CIRCLE 0 90 180",
          "CIRCLE 1e300 0 1",
          "RANGE 0 360 -90 90",
          "RANGE 350 10 -90 90",
          "RANGE 0 0 0 0",
          "RANGE -Inf +Inf -Inf +Inf",
          "RANGE 0 180 90 90",
          "RANGE 0 360 -90 -90",
          "POLYGON 0 0 1 0 1 1",
          "POLYGON 0 0 0 0 0 0",
          "POLYGON 0 0 180 0 0 90",
          "POLYGON 0 90 120 90 240 90",
          "POLYGON 0 0 1 0 2 0",
          "POLYGON 0 0 1 0 0 0 1 0",
          "demo:a.fits",
          "demo:",
          ":",
          "a:b:c",
          "SELECT * FROM ivoa.obscore",
          "SELECT",
          "DELETE",
          "RUN",
          "ABORT",
          "ADQL",
          "votable",
          "fits",
          "param:x",
          "x,param:y",
          "x,http://127.0.0.1:1/",
          "1 2",
          "2 1",
          "1 2 3",
          "\uD83D\uDE00",
          "\uFFFF",
          "a".repeat(3000),
          "(".repeat(300),
          "1,".repeat(500),
          "* FROM",
          "**",
          "_",
          "!",
          "2026-13-45",
          "9999999-01-01",
          "2020-01-01T00:00:00",
          "-999999999-01-01T00:00:00Z",
          "true");

  private static final List<String> PATHS =
      List.of(
          "/api/v1/products",
          "/api/v1/facets",
          "/api/v1/products/demo/a.fits",
          "/sia2/query",
          "/tap/sync",
          "/tap/async",
          "/tap/tables",
          "/tap/examples",
          "/tap/capabilities",
          "/capabilities",
          "/availability",
          "/tables",
          "/data/locate/demo/a.fits",
          "/metadata/demo/a.fits",
          "/healthz",
          "/readyz",
          "/api/openapi.json",
          "/datalink/links",
          "/soda/sync",
          "/soda/async",
          "/preview/demo/a.fits",
          "/files/demo/a.fits",
          "/api/v1/access",
          "/api/v1/sign-in",
          "/api/v1/workflows",
          "/api/v1/workflows/check",
          "/api/v1/workflows/none/log",
          "/");

  private static final List<String> NAMES =
      List.of(
          "q",
          "target",
          "collection",
          "facility",
          "instrument",
          "type",
          "subtype",
          "scope",
          "name",
          "dataset",
          "calib",
          "pos",
          "since",
          "until",
          "sort",
          "page",
          "size",
          "POS",
          "BAND",
          "TIME",
          "POL",
          "FOV",
          "SPATRES",
          "EXPTIME",
          "ID",
          "COLLECTION",
          "FACILITY",
          "INSTRUMENT",
          "DPTYPE",
          "CALIB",
          "TARGET",
          "TIMERES",
          "SPECRP",
          "FORMAT",
          "MAXREC",
          "RESPONSEFORMAT",
          "REQUEST",
          "LANG",
          "QUERY",
          "UPLOAD",
          "RUNID",
          "PHASE",
          "WAIT",
          "AFTER",
          "LAST",
          "ACTION",
          "DESTRUCTION",
          "EXECUTIONDURATION",
          "CIRCLE",
          "POLYGON",
          "colours",
          "stretch",
          "plane",
          "tail",
          "state",
          "challenge");

  @TempDir static Path folder;
  private static TestSite site;

  @BeforeAll
  static void start() throws IOException {
    site =
        TestSite.in(folder, TestWorkflows.waiting(folder, List.of(folder.toString()), 1_000_000));
    site.publish(
        "demo:set",
        Map.of(
            "a.fits",
            new Content(
                TestImage.cube(60, 40, 10, 4).withBeams().bytes(),
                TestSite.image("A", 150, 30, 1))));
  }

  @AfterAll
  static void stop() throws IOException {
    site.close();
  }

  private static void harmless(Request request) throws IOException {
    TestSite.Answer answer = site.call(request);
    assertTrue(answer.status() < 500, request + " -> " + answer.status() + " " + answer.body());
    assertFalse(answer.body().contains("\tat "), "a stack trace for " + request);
    assertFalse(answer.body().contains("root:x:0"), request.toString());
  }

  private static Request get(String path, String name, String value) {
    HttpUrl url =
        HttpUrl.get(site.address() + path).newBuilder().addQueryParameter(name, value).build();
    return new Request.Builder().url(url).build();
  }

  @Test
  void everyParameterTakesEveryNastyValue() throws IOException {
    for (String path : List.of("/api/v1/products", "/sia2/query")) {
      for (String name : NAMES) {
        for (String value : NASTY) {
          harmless(get(path, name, value));
        }
      }
    }
    for (String name : List.of("QUERY", "MAXREC", "RESPONSEFORMAT", "UPLOAD", "LANG", "REQUEST")) {
      for (String value : NASTY) {
        HttpUrl.Builder url = HttpUrl.get(site.address() + "/tap/sync").newBuilder();
        url.addQueryParameter("LANG", "ADQL");
        url.addQueryParameter("QUERY", "SELECT TOP 1 obs_id FROM ivoa.obscore");
        url.setQueryParameter(name, value);
        harmless(new Request.Builder().url(url.build()).build());
      }
    }
  }

  @Test
  void randomRequestsOfAllKinds() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 1500; i++) {
      HttpUrl.Builder url =
          HttpUrl.get(site.address() + PATHS.get(random.nextInt(PATHS.size()))).newBuilder();
      for (int n = random.nextInt(4); n > 0; n--) {
        url.addQueryParameter(pick(NAMES, random), pick(NASTY, random));
      }
      String method = pick(List.of("GET", "GET", "GET", "POST", "DELETE", "PUT", "HEAD"), random);
      boolean hasBody = method.equals("POST") || method.equals("PUT");
      String body =
          pick(NAMES, random)
              + "="
              + URLEncoder.encode(pick(NASTY, random), StandardCharsets.UTF_8);
      String type =
          pick(
              List.of(
                  "application/x-www-form-urlencoded",
                  "multipart/form-data; boundary=x",
                  "multipart/form-data",
                  "application/json",
                  "text/xml"),
              random);
      harmless(
          new Request.Builder()
              .url(url.build())
              .header("Content-Type", type)
              .method(
                  method,
                  hasBody ? RequestBody.create(body.getBytes(StandardCharsets.UTF_8)) : null)
              .build());
    }
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  @Test
  void namesInPathsLeadNowhereElse() throws IOException {
    List<String> names = new ArrayList<>();
    for (String value : NASTY) {
      names.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
    names.addAll(List.of("%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..;/x", "%c0%ae", "%zz", "%"));
    for (String path :
        List.of(
            "/api/v1/products/demo/",
            "/data/locate/demo/",
            "/metadata/demo/",
            "/tap/async/",
            "/soda/async/",
            "/preview/demo/",
            "/files/demo/",
            "/files/",
            "/api/v1/workflows/",
            "/api/swagger-ui/",
            "/")) {
      for (String name : names) {
        HttpUrl url = HttpUrl.parse(site.address() + path + name);
        if (url != null) {
          harmless(new Request.Builder().url(url).build());
        }
      }
    }
  }

  @Test
  void cutoutsPreviewsAndLinksTakeEveryNastyValue() throws IOException {
    Map<String, List<String>> named =
        Map.of(
            "/datalink/links", List.of("ID", "RESPONSEFORMAT", "MAXREC", "REQUEST"),
            "/soda/sync",
                List.of("ID", "POS", "CIRCLE", "POLYGON", "BAND", "TIME", "POL", "MAXREC"),
            "/preview/demo/a.fits", List.of("size", "colours", "stretch", "plane"),
            "/api/v1/workflows/none/log", List.of("tail"));
    for (var endpoint : named.entrySet()) {
      for (String name : endpoint.getValue()) {
        for (String value : NASTY) {
          HttpUrl.Builder url = HttpUrl.get(site.address() + endpoint.getKey()).newBuilder();
          url.addQueryParameter("ID", "demo:a.fits");
          url.setQueryParameter(name, value);
          harmless(new Request.Builder().url(url.build()).build());
        }
      }
    }
  }

  @Test
  void headersOfDownloadsTakeEveryNastyValue() throws IOException {
    List<String> ranges =
        List.of(
            "bytes=0-",
            "bytes=-1",
            "bytes=5-4",
            "bytes=0-0,2-3,4-99999999999",
            "bytes=" + "0-1,".repeat(400) + "3-4",
            "bytes=-99999999999999999999",
            "octets=1-2",
            "bytes=a-b");
    for (String name :
        List.of(
            "Range",
            "If-Range",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "If-Unmodified-Since",
            "Want-Repr-Digest",
            "Accept",
            "Authorization",
            "Origin",
            "Host")) {
      for (String value : Stream.concat(NASTY.stream(), ranges.stream()).toList()) {
        if (value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
          for (String path : List.of("/files/demo/a.fits", "/preview/demo/a.fits")) {
            harmless(new Request.Builder().url(site.address() + path).header(name, value).build());
          }
        }
      }
    }
  }

  /** Jobs answer at once; what is wrong shows when they have run. */
  @Test
  void cutoutJobsOfNastyValuesEndAndTellNothingOfTheInside() throws IOException {
    Random random = new Random(9);
    for (int i = 0; i < 40; i++) {
      String name = pick(List.of("ID", "CIRCLE", "POLYGON", "BAND", "POL"), random);
      String value = pick(NASTY, random);
      FormBody.Builder form = new FormBody.Builder().add("PHASE", "RUN");
      if (!name.equals("ID")) {
        form.add("ID", "demo:a.fits");
      }
      TestSite.Answer job = site.post("/soda/async", form.add(name, value).build());
      assertTrue(job.status() < 500, name + "=" + value + " -> " + job);
      Matcher id = Pattern.compile("<uws:jobId>([^<]+)<").matcher(job.body());
      if (id.find()) {
        String path = "/soda/async/" + id.group(1);
        String phase = site.get(path + "/phase").body();
        while (List.of("QUEUED", "EXECUTING").contains(phase)) {
          site.get(path + "?WAIT=10&PHASE=" + phase);
          phase = site.get(path + "/phase").body();
        }
        assertTrue(List.of("COMPLETED", "ERROR").contains(phase), phase + " of " + value);
        harmless(new Request.Builder().url(site.address() + path + "/error").build());
      }
    }
  }

  @Test
  void workflowsOfNastyValuesAreRefusedOrKept() throws IOException {
    String workflow =
        """
        {"apiVersion": "fringe.dev/v1alpha1", "kind": "Workflow", "metadata": {"name": "NAME"},
         "spec": {"inputs": [{"INPUT": "FILE"}], "image": {"cell": "CELL", "size": SIZE},
                  "publish": {"scope": "SCOPE", "dataset": "DATASET"}}}
        """;
    Map<String, String> usual =
        Map.of(
            "NAME",
            "light",
            "INPUT",
            "did",
            "FILE",
            "demo:seen",
            "CELL",
            "2 arcsec",
            "SIZE",
            "512",
            "SCOPE",
            "demo",
            "DATASET",
            "made");
    int good = 0;
    for (String field : usual.keySet()) {
      for (String value : NASTY) {
        String text = workflow;
        for (var other : usual.entrySet()) {
          text =
              text.replace(
                  other.getKey(), other.getKey().equals(field) ? json(value) : other.getValue());
        }
        RequestBody body = RequestBody.create(text, MediaType.get("application/json"));
        TestSite.Answer answer = site.post("/api/v1/workflows", body);
        assertTrue(List.of(201, 422).contains(answer.status()), field + "=" + value + answer);
        good += answer.status() == 201 ? 1 : 0;
      }
    }
    assertTrue(good > 0, "none was taken: that is no test");
    for (String value : NASTY) {
      for (String type : List.of("application/json", "application/yaml", "text/plain")) {
        RequestBody body = RequestBody.create(value, MediaType.get(type));
        for (String path :
            List.of("/api/v1/workflows", "/api/v1/workflows/check", "/api/v1/sign-in")) {
          harmless(new Request.Builder().url(site.address() + path).post(body).build());
        }
      }
    }
  }

  private static String json(String value) {
    String quoted = JsonNodeFactory.instance.textNode(value).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  /** A grammar's worth of queries: most make sense, some do not. */
  @Test
  void randomQueries() throws IOException {
    Random random = new Random(8);
    int good = 0;
    for (int i = 0; i < 600; i++) {
      String query =
          "SELECT TOP "
              + random.nextInt(3)
              + " "
              + value(random, 3)
              + " AS x FROM "
              + from(random)
              + " WHERE "
              + condition(random, 3)
              + (random.nextBoolean() ? " ORDER BY 1" : "");
      HttpUrl url =
          HttpUrl.get(site.address() + "/tap/sync")
              .newBuilder()
              .addQueryParameter("LANG", "ADQL")
              .addQueryParameter("QUERY", query)
              .build();
      TestSite.Answer answer = site.call(new Request.Builder().url(url).build());
      assertTrue(answer.status() < 500, query + " -> " + answer.body());
      good += answer.status() == 200 ? 1 : 0;
    }
    assertTrue(good > 100, "only " + good + " made sense: the grammar is no test");
    assertEquals(200, site.get("/healthz").status());
  }

  private static String from(Random random) {
    return pick(
        List.of(
            "ivoa.obscore",
            "ivoa.obscore AS o",
            "fringe.sources",
            "tap_schema.columns",
            "(SELECT * FROM ivoa.obscore) AS q",
            "ivoa.obscore NATURAL JOIN fringe.sources",
            "ivoa.obscore AS o LEFT JOIN fringe.sources AS s ON o.obs_id = s.list_did"),
        random);
  }

  private static String value(Random random, int depth) {
    if (depth == 0) {
      return pick(
          List.of(
              "s_ra",
              "s_dec",
              "1",
              "-2.5",
              "1e3",
              "0",
              "2",
              "3.5",
              "s_ra",
              "s_dec",
              random.nextInt(4) == 0 ? "calib_level" : "3",
              random.nextInt(6) == 0 ? "obs_id" : "4",
              random.nextInt(6) == 0 ? "NULL" : "5"),
          random);
    }
    String a = value(random, depth - 1);
    String b = value(random, depth - 1);
    return switch (random.nextInt(12)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> a + " / " + b;
      case 2 -> a + " || " + b;
      case 3 -> "DISTANCE(POINT(" + a + ", 1), POINT(1, " + b + "))";
      case 4 -> "AREA(CIRCLE(" + a + ", " + b + ", 1))";
      case 5 -> "COALESCE(" + a + ", " + b + ")";
      case 6 -> "CASE WHEN " + condition(random, depth - 1) + " THEN " + a + " ELSE " + b + " END";
      case 7 -> "CAST(" + a + " AS VARCHAR)";
      case 8 -> "POWER(" + a + ", " + b + ")";
      case 9 -> "COUNT(" + a + ")";
      case 10 -> "UPPER(" + a + ")";
      default -> a;
    };
  }

  private static String condition(Random random, int depth) {
    if (depth == 0) {
      return pick(List.of("1 = 1", "s_ra > 1", "obs_id LIKE 'o%'", "s_dec IS NOT NULL"), random);
    }
    String a = value(random, depth - 1);
    String b = value(random, depth - 1);
    return switch (random.nextInt(9)) {
      case 0 -> condition(random, depth - 1) + " AND " + condition(random, depth - 1);
      case 1 -> condition(random, depth - 1) + " OR " + condition(random, depth - 1);
      case 2 -> "NOT " + condition(random, depth - 1);
      case 3 -> a + " IN (" + b + ", 1)";
      case 4 -> a + " BETWEEN " + b + " AND 5";
      case 5 -> "CONTAINS(POINT(s_ra, s_dec), CIRCLE(1, 2, " + random.nextInt(5) + ")) = 1";
      case 6 -> "INTERSECTS(s_region, BOX(" + a + ", 2, 3, 4)) = 1";
      case 7 -> "EXISTS (SELECT 1 FROM ivoa.obscore WHERE " + condition(random, depth - 1) + ")";
      default -> a + " < " + b;
    };
  }
}
