package dev.fringe.pipelines.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.direct.DirectImage;
import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.imaging.sky.TangentPlane;
import dev.fringe.pipelines.run.SmallField;
import dev.fringe.pipelines.steps.PublishProducts;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Dataset;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.Verification;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Skies that were put in are what comes out. */
class RunIT {

  private static final double CELL = 2 * SmallField.ARCSEC;
  private static final double LIGHT = 299_792_458;

  @TempDir Path folder;

  private CommandLineRun run(Path workflow, String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "run";
    all[1] = workflow.toString();
    all[2] = "--lake";
    all[3] = folder.resolve("lake").toString();
    System.arraycopy(more, 0, all, 4, more.length);
    return CommandLineRun.of(all);
  }

  @Test
  void pointsAreFoundWhereTheyAreWithTheFluxThatTheyHave() throws Exception {
    List<SkyComponent> sky =
        List.of(
            SmallField.point(31.3, -58.7, 1.0),
            SmallField.point(-150.9, 121.2, 0.5),
            SmallField.point(203.45, 230.15, 0.25));
    SmallField.of(60, 0.05, sky.toArray(SkyComponent[]::new)).observe(folder.resolve("sky.uvfits"));
    Path workflow =
        SmallField.workflow(
            folder.resolve("points.yaml"),
            "sky.uvfits",
            """
            image: {size: 320, cell: 2 arcsec}
            publish: {scope: demo, dataset: points, rules: [{rses: tier=1, copies: 2}]}
            """);
    Path out = folder.resolve("out");

    CommandLineRun first = run(workflow, "--out", out.toString());

    assertEquals(0, first.exit(), first.err());
    Products products = new Products(out, "points");
    assertEquals(Products.KINDS, products.kinds());
    checkHeaders(products);
    assertEquals(sky.size(), products.sources().size());
    for (SkyComponent put : sky) {
      Map<String, String> found = products.nearest(put.l(), put.m());
      assertEquals(put.l() / CELL, Products.number(found, "l") / CELL, 0.02);
      assertEquals(put.m() / CELL, Products.number(found, "m") / CELL, 0.02);
      // Fit and clean together may miss by a few of the errors that noise alone makes.
      double error = Products.number(found, "flux_error_jy") + 1e-3 * put.i();
      assertEquals(put.i(), Products.number(found, "flux_jy"), 4 * error);
      assertEquals("false", found.get("resolved"));
    }
    checkSummary(products, sky);
    checkLake(products);
    new Provenance(products).check("demo:points", folder.resolve("sky.uvfits"));

    byte[] image = Files.readAllBytes(products.file("image.fits"));
    Path elsewhere = folder.resolve("elsewhere");
    assertScratchIsEmpty();
    leaveScratchAsIfKilledBeforeTidyingUp(products);
    CommandLineRun second = run(workflow, "--out", elsewhere.toString());

    assertEquals(0, second.exit(), second.err());
    assertTrue(second.out().startsWith("Published before, and not done again"), second.out());
    Products filled = new Products(elsewhere, "points");
    assertEquals(Products.KINDS, filled.kinds());
    assertArrayEquals(image, Files.readAllBytes(filled.file("image.fits")));

    CommandLineRun other = run(workflow, "--set", "image.weighting.robust=1");

    assertEquals(2, other.exit());
    assertTrue(other.err().contains("spec.publish.dataset: demo:points is in the data lake"));
    assertScratchIsEmpty();
    closesWhatWasKilledBeforeItsLastStep(workflow, products);
  }

  private void closesWhatWasKilledBeforeItsLastStep(Path workflow, Products products)
      throws Exception {
    Did did = Did.parse("demo:points");
    Path folderOfLake = folder.resolve("lake-of-a-killed-run");
    try (DataLake lake = LocalDataLake.at(folderOfLake)) {
      PublishedFile image =
          new PublishedFile(
              Did.parse("demo:points-image.fits"), products.file("image.fits"), Map.of());
      String key = products.summary().get("runKey").asText();
      lake.publish(
          Publication.of(did, List.of(image), List.of())
              .withMetadata(Map.of(PublishProducts.RUN_KEY, key))
              .leftOpen());
    }

    CommandLineRun again =
        CommandLineRun.of("run", workflow.toString(), "--lake", folderOfLake.toString());

    assertEquals(0, again.exit(), again.err());
    assertTrue(again.out().startsWith("Published before, and not done again"), again.out());
    try (DataLake lake = LocalDataLake.at(folderOfLake)) {
      assertFalse(lake.dataset(did).open());
    }
  }

  private void assertScratchIsEmpty() throws Exception {
    try (Stream<Path> scratch = Files.list(folder.resolve("scratch"))) {
      assertEquals(List.of(), scratch.toList());
    }
  }

  private void leaveScratchAsIfKilledBeforeTidyingUp(Products products) throws Exception {
    String key = products.summary().get("runKey").asText();
    Files.createDirectories(
        folder.resolve("scratch/points-" + key.substring(0, 12)).resolve("progress"));
  }

  private static void checkHeaders(Products products) throws Exception {
    FitsHeader image = products.header("image.fits");
    assertEquals(320, image.requiredInteger("NAXIS1", 1, 10_000));
    assertEquals("JY/BEAM", image.textOrEmpty("BUNIT").toUpperCase(Locale.ROOT));
    assertEquals("RA---SIN", image.textOrEmpty("CTYPE1"));
    assertEquals("DEC--SIN", image.textOrEmpty("CTYPE2"));
    assertEquals(161, image.requiredNumber("CRPIX1"));
    assertEquals(161, image.requiredNumber("CRPIX2"));
    assertEquals(60, image.requiredNumber("CRVAL1"), 1e-9);
    assertEquals(-35, image.requiredNumber("CRVAL2"), 1e-9);
    assertEquals(-2 / 3600.0, image.requiredNumber("CDELT1"), 1e-12);
    assertEquals(2 / 3600.0, image.requiredNumber("CDELT2"), 1e-12);
    assertEquals(1.4e9, image.requiredNumber("CRVAL3"), 1);
    assertEquals(8e6, image.requiredNumber("CDELT3"), 1);
    double beam = products.summary().at("/beam/majorArcsec").asDouble();
    assertEquals(beam / 3600, image.requiredNumber("BMAJ"), 1e-9);
    assertTrue(image.requiredNumber("BMIN") <= image.requiredNumber("BMAJ"));
    assertTrue(
        products
            .header("model.fits")
            .textOrEmpty("BUNIT")
            .toUpperCase(Locale.ROOT)
            .contains("PIXEL"));
    assertFalse(products.header("model.fits").has("BMAJ"));
    float[] psf = products.pixels("psf.fits");
    assertEquals(160 * 320 + 160, Products.brightest(psf));
    assertEquals(1, psf[160 * 320 + 160], 1e-4);
  }

  private static void checkSummary(Products products, List<SkyComponent> sky) throws Exception {
    JsonNode summary = products.summary();
    assertEquals("Small field", summary.get("object").asText());
    assertEquals(3, summary.get("sources").asInt());
    int samples = 60 * SmallField.BASELINES * 4;
    assertEquals(samples, summary.at("/visibilities/selected").asLong());
    assertEquals(samples, summary.at("/visibilities/used").asLong());
    assertEquals(0, summary.at("/visibilities/flagged").asLong());
    double flux = sky.stream().mapToDouble(SkyComponent::i).sum();
    assertEquals(flux, summary.at("/clean/modelFluxJy").asDouble(), 0.01 * flux);
    assertEquals("THRESHOLD", summary.at("/clean/stopped").asText());
    // Weights are all alike: the noise of the residual is at least that of natural weighting.
    double natural = 0.05 / Math.sqrt(2) / Math.sqrt(samples);
    double noise = summary.get("noiseJyPerBeam").asDouble();
    assertTrue(noise > 0.9 * natural && noise < 3 * natural, noise + " against " + natural);
  }

  private static String productName(LakeFile file) {
    String name = file.did().fileName();
    return name.equals("points-ska-data-product.yaml") ? "ska-data-product.yaml" : name;
  }

  private void checkLake(Products products) throws Exception {
    try (DataLake lake = LocalDataLake.at(folder.resolve("lake"))) {
      Did did = Did.parse("demo:points");
      Dataset dataset = lake.dataset(did);
      assertEquals(Products.KINDS.size(), dataset.files().size());
      for (LakeFile file : dataset.files()) {
        assertEquals(2, lake.replicas(file.did()).size(), file.did().toString());
        assertEquals(
            Files.size(products.folder().resolve(productName(file))),
            Files.size(lake.replicas(file.did()).getFirst().localPath().orElseThrow()));
      }
      Verification verification = lake.verify(did);
      assertTrue(verification.isSound(), verification.faults().toString());
      assertEquals(2 * Products.KINDS.size(), verification.replicas());
    }
  }

  @Test
  void theDirtyImageIsTheDirectTransform() throws Exception {
    Path file =
        SmallField.of(6, 0.2, SmallField.point(100, 60, 1), SmallField.point(-220, 500, 2))
            .observe(folder.resolve("few.uvfits"));
    // North-east of the phase centre, and not square.
    double l0 = 60 * SmallField.ARCSEC;
    double m0 = 40 * SmallField.ARCSEC;
    var centre = new TangentPlane(SmallField.CENTRE).position(l0, m0);
    Path workflow =
        SmallField.workflow(
            folder.resolve("dirty.yaml"),
            "few.uvfits",
            "image: {size: 96 x 80, cell: 4 arcsec, accuracy: 1e-5, weighting: {scheme: natural},"
                + " centre: {ra: %.10f deg, dec: %.10f deg}}\nclean: {algorithm: none}\n"
                    .formatted(
                        Math.toDegrees(centre.rightAscensionRadians()),
                        Math.toDegrees(centre.declinationRadians())));
    Path out = folder.resolve("out");

    CommandLineRun run = run(workflow, "--out", out.toString());

    assertEquals(0, run.exit(), run.err());
    Products products = new Products(out, "dirty");
    assertFalse(products.kinds().contains("image.fits"));
    double[] expected =
        direct(
            file, new ImageGeometry(96, 80, 4 * SmallField.ARCSEC, 4 * SmallField.ARCSEC, l0, m0));
    float[] pixels = products.pixels("dirty.fits");
    double squares = 0;
    double all = 0;
    for (int i = 0; i < pixels.length; i++) {
      squares += Math.pow(pixels[i] - expected[i], 2);
      all += Math.pow(expected[i], 2);
    }
    assertTrue(Math.sqrt(squares / all) < 2e-5, "off by " + Math.sqrt(squares / all));
    assertFalse(Files.exists(folder.resolve("lake")), "a lake that nobody asked for");
  }

  @Test
  void aDirtyImageIsTheSameWithoutItsPsf() throws Exception {
    SmallField.of(6, 0.2, SmallField.point(40, -20, 1)).observe(folder.resolve("few.uvfits"));
    Path workflow =
        SmallField.workflow(
            folder.resolve("fast.yaml"),
            "few.uvfits",
            "image: {size: 96, cell: 4 arcsec, accuracy: 1e-5}\nclean: {algorithm: none}\n");
    Path made = folder.resolve("made");
    Path skipped = folder.resolve("skipped");

    CommandLineRun slow = run(workflow, "--out", made.toString());
    CommandLineRun fast = run(workflow, "--out", skipped.toString(), "--set", "image.psf=skipped");

    assertEquals(0, slow.exit(), slow.err());
    assertEquals(0, fast.exit(), fast.err());
    Products with = new Products(made, "fast");
    Products without = new Products(skipped, "fast");
    assertTrue(with.header("dirty.fits").has("BMAJ"));
    assertEquals(
        Set.of(
            "dirty.fits", "image.png", "summary.json", "provenance.json", "ska-data-product.yaml"),
        without.kinds());
    for (String card : List.of("BMAJ", "BMIN", "BPA")) {
      assertFalse(without.header("dirty.fits").has(card), card);
    }
    // Another number of images may mean another kernel, which keeps the accuracy as well.
    assertArrayEquals(with.pixels("dirty.fits"), without.pixels("dirty.fits"), 2e-5f);
    assertFalse(without.summary().has("beam"));
    assertFalse(without.summary().has("sources"), "no sources were found, as if they were sought");
  }

  private static double[] direct(Path file, ImageGeometry geometry) throws Exception {
    try (VisibilityFile open = VisibilityFiles.open(file)) {
      double[] frequencies = open.observation().frequenciesHz();
      VisibilityBlock block = open.read(0, (int) open.observation().groups());
      int n = block.rows() * frequencies.length;
      double[][] k = new double[6][n];
      for (int i = 0; i < n; i++) {
        int row = i / frequencies.length;
        double perMetre = frequencies[i % frequencies.length] / LIGHT;
        k[0][i] = block.uMetres()[row] * perMetre;
        k[1][i] = block.vMetres()[row] * perMetre;
        k[2][i] = block.wMetres()[row] * perMetre;
        k[3][i] = block.real()[i];
        k[4][i] = block.imaginary()[i];
        k[5][i] = block.weight()[i];
      }
      return DirectImage.dirty(k[0], k[1], k[2], k[3], k[4], k[5], geometry);
    }
  }

  @Test
  void polarisationsKeepTheirSigns() throws Exception {
    SkyComponent put =
        new SkyComponent(
            40 * SmallField.ARCSEC, 24 * SmallField.ARCSEC, 2, 0.3, -0.2, 0.1, 1e9, 0, 0, 0, 0);
    SmallField.of(24, 0, put)
        .in(Correlation.XX, Correlation.YY, Correlation.XY, Correlation.YX)
        .observe(folder.resolve("linear.uvfits"));
    Path workflow =
        SmallField.workflow(
            folder.resolve("iquv.yaml"),
            "linear.uvfits",
            "image: {size: 128, cell: 4 arcsec, stokes: IQUV}\nclean: {majorCycles: 3}\n");
    Path out = folder.resolve("out");

    CommandLineRun run = run(workflow, "--out", out.toString());

    assertEquals(0, run.exit(), run.err());
    Products products = new Products(out, "iquv");
    float[] planes = products.pixels("image.fits");
    assertEquals(4 * 128 * 128, planes.length);
    int pixel = (64 + 6) * 128 + 64 - 10;
    for (int p = 0; p < 4; p++) {
      assertEquals(put.stokes(p), Products.plane(planes, p, 4)[pixel], 0.01, "Stokes " + p);
    }
  }
}
