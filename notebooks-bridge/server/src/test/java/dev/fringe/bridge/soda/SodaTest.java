package dev.fringe.bridge.soda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Answer;
import dev.fringe.bridge.TestSite.Content;
import dev.fringe.bridge.VoTables;
import dev.fringe.bridge.cutout.TestImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From DataLink to cutouts and pictures, over HTTP. */
class SodaTest {

  @TempDir static Path folder;
  private static TestSite site;
  private static final OkHttpClient client = new OkHttpClient();

  @BeforeAll
  static void start() throws IOException {
    site = TestSite.in(folder);
    Map<String, Object> cube = new HashMap<>(TestSite.image("Cube", 150, 30, 0.1));
    cube.put("em_min", 0.29);
    cube.put("em_max", 0.3);
    cube.put("dataproduct_type", "cube");
    cube.put("progenitors", List.of("demo:uv.uvfits", "demo:unknown.uvfits", "no did"));
    site.publish(
        "demo:set",
        Map.of(
            "cube.fits", new Content(TestImage.cube(100, 80, 10, 2).withBeams().bytes(), cube),
            "uv.uvfits", Content.of("x", Map.of("access_format", "image/x-uvfits")),
            "cube.png", Content.of("x", Map.of("access_format", "image/png")),
            "notes.txt", Content.of("hello", Map.of())));
  }

  @AfterAll
  static void stop() throws IOException {
    site.close();
  }

  private static Response call(String path) throws IOException {
    return client.newCall(new Request.Builder().url(site.address() + path).build()).execute();
  }

  @Test
  void linksLeadToTheFileItsPictureItsCutoutAndWhatBelongsToIt() throws IOException {
    Answer answer = site.get("/datalink/links?id=demo:cube.fits&ID=demo:none.fits&ID=nonsense");
    assertEquals(200, answer.status());
    assertTrue(answer.type().contains("content=datalink"), answer.type());
    List<String> semantics = VoTables.column(answer.body(), "semantics");
    assertEquals(
        "#this #preview #cutout #cutout #progenitor #preview #auxiliary #auxiliary"
            + " #this #this",
        String.join(" ", semantics));
    List<String> errors = VoTables.column(answer.body(), "error_message");
    assertTrue(errors.get(8).startsWith("NotFoundFault: "), errors.get(8));
    assertEquals(
        List.of("soda-sync", "soda-async"),
        VoTables.column(answer.body(), "service_def").subList(2, 4));
    assertTrue(answer.body().contains("ID=\"soda-sync\""));
    assertTrue(answer.body().contains("<MAX value=\"0.29 0.3\"/>"), answer.body());
    assertEquals(400, site.get("/datalink/links").status());
  }

  @Test
  void aCutoutIsSentWithItsLength() throws IOException {
    try (Response got =
        call("/soda/sync?ID=demo:cube.fits&circle=150+30+0.01&BAND=0.2995+0.2998&POL=I")) {
      assertEquals(200, got.code());
      assertEquals("application/fits", got.header("Content-Type"));
      byte[] fits = got.body().bytes();
      assertEquals(Integer.toString(fits.length), got.header("Content-Length"));
      String header = new String(fits, 0, 2880, StandardCharsets.US_ASCII);
      assertTrue(header.contains("NAXIS3  =                    2"), header);
      assertTrue(header.contains("NAXIS4  =                    1"), header);
      assertTrue(header.contains("HISTORY Cutout of demo:cube.fits"), header);
      assertTrue(new String(fits, StandardCharsets.ISO_8859_1).contains("'BEAMS   '"));
    }
    Answer posted =
        site.post(
            "/soda/sync",
            new FormBody.Builder()
                .add("ID", "demo:cube.fits")
                .add("POS", "CIRCLE 150 30 0.01")
                .build());
    assertEquals(200, posted.status());
  }

  @Test
  void nothingInCommonIsNoContent() throws IOException {
    for (String nothing :
        List.of(
            "CIRCLE=10+30+0.01", "BAND=1+2", "TIME=50000+50001", "POL=V", "POS=RANGE+0+1+0+1")) {
      assertEquals(204, site.get("/soda/sync?ID=demo:cube.fits&" + nothing).status(), nothing);
    }
  }

  @Test
  void faultsAreToldAsText() throws IOException {
    String corners = "+1+1+2+2+3+1".repeat(400);
    for (String bad :
        List.of(
            "CIRCLE=10+30",
            "CIRCLE=10+30+-1",
            "CIRCLE=NaN+30+1",
            "POLYGON=1+2+3",
            "POLYGON=0+0+1+1+1+0+0+1",
            "POLYGON=1+1" + corners,
            "POS=BOX+1+2+3+4",
            "BAND=x",
            "BAND=2+1",
            "BAND=1e999999+2",
            "POL=I%0d%0aX",
            "RESPONSEFORMAT=image/png",
            "CIRCLE=10+30+1&CIRCLE=10+30+2")) {
      Answer answer = site.get("/soda/sync?ID=demo:cube.fits&" + bad);
      assertEquals(400, answer.status(), bad);
      assertTrue(answer.body().matches("(?s)(UsageError|MultiValuedParam\\w+): .+"), answer.body());
      assertTrue(answer.type().startsWith("text/plain"), answer.type());
    }
    assertEquals(400, site.get("/soda/sync?CIRCLE=1+2+3").status());
    assertEquals(400, site.get("/soda/sync?ID=demo:notes.txt").status());
    assertEquals(404, site.get("/soda/sync?ID=demo:none.fits").status());
  }

  @Test
  void severalCutoutsAreAJobsResults() throws IOException {
    FormBody form =
        new FormBody.Builder()
            .add("ID", "demo:cube.fits")
            .add("CIRCLE", "150 30 0.01")
            .add("CIRCLE", "150.02 30 0.01")
            .add("CIRCLE", "10 30 0.01")
            .add("PHASE", "RUN")
            .build();
    String job;
    try (Response created =
        client
            .newBuilder()
            .followRedirects(false)
            .build()
            .newCall(new Request.Builder().url(site.address() + "/soda/async").post(form).build())
            .execute()) {
      assertEquals(303, created.code());
      job = created.header("Location").replace(site.address(), "");
    }
    Answer done = site.get(job + "?WAIT=30");
    for (int i = 0; i < 10 && !done.body().contains("COMPLETED"); i++) {
      done = site.get(job + "?WAIT=30");
    }
    assertTrue(done.body().contains("<uws:phase>COMPLETED"), done.body());
    assertTrue(site.get(job + "/results/cutout-1.fits").body().startsWith("SIMPLE"));
    assertEquals(200, site.get(job + "/results/cutout-2.fits").status());
    assertEquals(404, site.get(job + "/results/cutout-3.fits").status());
    Answer bad =
        site.post(
            "/soda/async",
            new FormBody.Builder()
                .add("ID", "demo:cube.fits")
                .add("CIRCLE", "1")
                .add("PHASE", "RUN")
                .build());
    assertEquals(400, bad.status(), bad.body());
  }

  @Test
  void picturesComeInSizesColoursAndStretches() throws IOException {
    String etag;
    byte[] usual;
    try (Response got = call("/preview/demo/cube.fits?size=50")) {
      assertEquals(200, got.code());
      etag = got.header("ETag");
      usual = got.body().bytes();
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(usual));
      assertEquals("50 x 40", picture.getWidth() + " x " + picture.getHeight());
      // Values grow with the row: the top is brighter than the bottom, north is up.
      assertTrue((picture.getRGB(25, 0) >> 8 & 0xff) > (picture.getRGB(25, 39) >> 8 & 0xff));
    }
    try (Response known =
        client
            .newCall(
                new Request.Builder()
                    .url(site.address() + "/preview/demo/cube.fits?size=50")
                    .header("If-None-Match", etag)
                    .build())
            .execute()) {
      assertEquals(304, known.code());
    }
    for (String other : List.of("colours=viridis", "stretch=noise", "stretch=linear")) {
      try (Response got = call("/preview/demo/cube.fits?size=50&" + other)) {
        assertEquals(200, got.code());
        assertFalse(Arrays.equals(usual, got.body().bytes()) && other.startsWith("colours"), other);
      }
    }
    assertEquals(200, site.get("/preview/demo/cube.fits?plane=19").status());
    for (String bad :
        List.of("plane=20", "plane=-1", "size=0", "size=99999", "colours=x", "stretch=x")) {
      assertEquals(400, site.get("/preview/demo/cube.fits?" + bad).status(), bad);
    }
    assertEquals(404, site.get("/preview/demo/notes.txt").status());
  }
}
