package dev.fringe.bridge.flight;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.image.ImageFitsWriter;
import dev.fringe.storage.image.ImageHeader;
import dev.fringe.storage.image.ImageUnit;
import dev.fringe.storage.uvfits.UvfitsWriter;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Products made up for tests. */
final class Samples {
  static final int ROWS = 100;

  static final int MANY_CHANNELS = 10_000;

  static final String CSV =
      """
      name,ra_deg,peak_jy_per_beam,island,resolved
      "J0400,""a""\",60.5,0.25,-35,true
      J0401,61,1e-3,-36,false
      J0402,,7,-37,false
      """;

  private static final double START_MJD = 60_310.25;

  private Samples() {}

  /** 2 polarisations, 3 frequencies, 40 rows of 50 pixels. */
  static byte[] cube(Path folder) throws IOException {
    ImageHeader header =
        new ImageHeader(
            new ImageGeometry(50, 40, 1e-4, 1e-4, 0.01, -0.02),
            Math.toRadians(201.3),
            Math.toRadians(-43),
            2000,
            1.4e9,
            1e6,
            3,
            List.of(Correlation.I, Correlation.V),
            ImageUnit.JY_PER_BEAM,
            Optional.of(new ImageHeader.Beam(1e-3, 8e-4, 0.3)),
            "Intensity",
            new ImageHeader.Observed("Cen A", "MID", "", "", START_MJD),
            Instant.parse("2026-11-01T12:34:56Z"),
            "Fringe test",
            "spec: {}",
            Map.of());
    Path file = folder.resolve("sample-cube.fits");
    float[] pixels = cubePixels();
    try (ImageFitsWriter writer = ImageFitsWriter.create(file, header)) {
      writer.write(pixels, 0, pixels.length);
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  static float pixel(int plane, int y, int x) {
    return (plane * 40 + y) * 50 + x - 1234.5f;
  }

  static float[] cubePixels() {
    float[] pixels = new float[2 * 3 * 40 * 50];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixel(0, 0, i);
    }
    return pixels;
  }

  private static Observation observation(int channels) {
    List<Antenna> antennas = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      antennas.add(new Antenna(i, "ST" + i, 5_109_000 + i, 2_006_000 - i, -3_239_000, 13.5));
    }
    return new Observation(
        "SIM",
        "CORR",
        "Cen A",
        "",
        START_MJD,
        Math.toRadians(201.3),
        Math.toRadians(-43),
        2000,
        List.of(new SpectralWindow(1e9, 1e6, channels)),
        List.of(Correlation.XX, Correlation.YY),
        antennas,
        0);
  }

  /** Rows in the order of time; row 7 is flagged as a whole, and every ninth sample. */
  static VisibilityBlock block() {
    return block(5);
  }

  private static VisibilityBlock block(int channels) {
    VisibilityBlock block = VisibilityBlock.allocate(ROWS, channels, 2);
    Random random = new Random(3);
    for (int row = 0; row < ROWS; row++) {
      block.uMetres()[row] = random.nextDouble(-1000, 1000);
      block.vMetres()[row] = random.nextDouble(-1000, 1000);
      block.wMetres()[row] = random.nextDouble(-100, 100);
      block.timeMjd()[row] = START_MJD + row / 86_400.0;
      block.antenna1()[row] = 1 + random.nextInt(3);
      block.antenna2()[row] = block.antenna1()[row] + random.nextInt(5 - block.antenna1()[row]);
      block.integrationSeconds()[row] = 1;
    }
    for (int i = 0; i < block.real().length; i++) {
      block.real()[i] = (float) random.nextGaussian();
      block.imaginary()[i] = (float) random.nextGaussian();
      block.weight()[i] = i / 10 == 7 || i % 9 == 0 ? -1 : i;
    }
    return block;
  }

  static byte[] visibilities(Path folder) throws IOException {
    Path file = folder.resolve("sample.uvfits");
    try (UvfitsWriter writer = UvfitsWriter.create(file, observation(5), "test", "")) {
      writer.write(block());
      writer.finish();
    }
    return Files.readAllBytes(file);
  }

  /** The same coordinates, and so many channels that a row is worth a request. */
  static byte[] longRows(Path folder) throws IOException {
    Path file = folder.resolve("sample-long.uvfits");
    try (UvfitsWriter writer = UvfitsWriter.create(file, observation(MANY_CHANNELS), "test", "")) {
      writer.write(block(MANY_CHANNELS));
      writer.finish();
    }
    return Files.readAllBytes(file);
  }
}
