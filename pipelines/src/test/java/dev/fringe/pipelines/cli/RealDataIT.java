package dev.fringe.pipelines.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.pipelines.run.SmallField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What telescopes have written, imaged. */
class RealDataIT {

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void find() {
    String real = System.getProperty("fringe.realData", "");
    Assumptions.assumeTrue(!real.isEmpty(), "real data skipped: fringe.realData is not set");
    data = Path.of(real);
  }

  private CommandLineRun run(String input, String spec) throws IOException {
    Path workflow =
        SmallField.workflow(folder.resolve("real.yaml"), data.resolve(input).toString(), spec);
    return CommandLineRun.of("run", workflow.toString(), "--out", folder.toString());
  }

  /** The jet of M87 leaves the core towards the west-north-west (position angle 290 degrees). */
  @Test
  void theJetOfM87() throws Exception {
    CommandLineRun run = run("mojave.uvfits", "image: {size: 512, cell: 0.1 mas}\n");

    assertEquals(0, run.exit(), run.err());
    Products products = new Products(folder, "real");
    float[] image = products.pixels("image.fits");
    int brightest = Products.brightest(image);
    assertEquals(256, brightest % 512, 2);
    assertEquals(256, brightest / 512, 2);
    assertTrue(image[brightest] > 1.3 && image[brightest] < 1.4, "peak " + image[brightest]);
    double core = Products.number(products.sources().getFirst(), "peak_jy_per_beam");
    assertTrue(core > 0.85 * image[brightest] && core < 1.01 * image[brightest], "core " + core);
    float[] model = products.pixels("model.fits");
    double along = 0;
    double against = 0;
    for (int i = 0; i < model.length; i++) {
      double west = i % 512 - 256;
      double north = i / 512 - 256;
      double distance = Math.hypot(west, north);
      if (distance > 15 && distance < 120) {
        double angle = Math.toDegrees(Math.atan2(-west, north));
        double off = Math.abs(Math.IEEEremainder(angle - 290, 360));
        along += off < 25 ? model[i] : 0;
        against += off > 155 ? model[i] : 0;
      }
    }
    assertTrue(along > 0.2, "flux of the jet " + along);
    assertTrue(along > 5 * Math.abs(against), along + " along, " + against + " against");
  }

  /**
   * The shadow of the black hole: published, a ring of 42 +- 3 uas, brighter in the south (EHT
   * Collaboration 2019, ApJL 875, L1). With a beam of 17 to 24 uas the brightness-weighted ridge is
   * a little less: 36 to 46 uas are allowed.
   */
  @Test
  void theRingOfM87() throws Exception {
    Path workflow = Path.of("..", "sample-data", "workflows", "m87-eht.yaml");
    CommandLineRun run =
        CommandLineRun.of(
            "run",
            workflow.toString(),
            "--set",
            "inputs[0].file="
                + data.resolve("SR1_M87_2017_096_lo_hops_netcal_StokesI.uvfits").toAbsolutePath(),
            "--out",
            folder.toString());

    assertEquals(0, run.exit(), run.err());
    Products products = new Products(folder, "m87-eht");
    Ring ring = Ring.in(products.pixels("image.fits"), 128);
    assertEquals(41, 2 * ring.radiusPixels() * 2, 5, ring::toString);
    assertTrue(ring.centreOfPeak() < 0.5, ring::toString);
    assertTrue(ring.south() > 1.3 * ring.north(), ring::toString);
    List<Double> closure = new ArrayList<>();
    products
        .summary()
        .path("selfCalibration")
        .path("closureChiSquared")
        .forEach(value -> closure.add(value.asDouble()));
    assertTrue(closure.getFirst() > 3, "an even disc does not explain the data: " + closure);
    assertTrue(closure.getLast() < 1.5, closure::toString);
  }

  @Test
  void quasarsAreAtThePhaseCentre() throws Exception {
    for (String[] quasar :
        new String[][] {
          {"0235+164E.Ku.uvf", "image: {size: 256, stokes: I}\n"},
          {"vis_multichan.vis", "image: {size: 256, stokes: LL}\n"}
        }) {
      CommandLineRun run = run(quasar[0], quasar[1]);

      assertEquals(0, run.exit(), run.err());
      float[] image = new Products(folder, "real").pixels("image.fits");
      int brightest = Products.brightest(image);
      assertEquals(128, brightest % 256, 3, quasar[0]);
      assertEquals(128, brightest / 256, 3, quasar[0]);
      assertTrue(image[brightest] > 10 * Products.rms(image), quasar[0]);
    }
  }

  @Test
  void whereEverythingIsFlaggedThereIsNothingToImage() throws Exception {
    CommandLineRun run = run("1133866760.uvfits", "image: {size: 256}\n");

    assertEquals(3, run.exit());
    assertTrue(run.err().contains("nothing to image"), run.err());
  }

  @Test
  void whatCannotBeFormedIsToldWithWhatCan() throws Exception {
    CommandLineRun run = run("zen.2456865.60537.xy.uvcRREAAM.uvfits", "image: {size: 256}\n");

    assertEquals(3, run.exit());
    assertTrue(run.err().contains("XY"), run.err());
  }
}
