package dev.fringe.storage.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.polarisation.Correlation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images in the eyes of fitsverify and astropy, where these are installed. {@code FRINGE_PYTHON}
 * names the Python to use.
 */
final class OtherProgramsTest {
  private static final ImageGeometry OFFSET = new ImageGeometry(101, 80, 1e-4, 2e-4, 0.05, -0.02);

  private record Outcome(int exit, String output) {}

  @TempDir Path folder;

  @Test
  void fitsverifyHasNothingToSay() throws Exception {
    Assumptions.assumeTrue(
        run("fitsverify", "-h").exit() != 127, "fitsverify skipped: it is not installed");
    Outcome outcome = run("fitsverify", write().toString());
    assertTrue(outcome.output().contains("found 0 warning(s) and 0 error(s)"), outcome.output());
  }

  @Test
  void astropyFindsEveryPixelWhereWePutIt() throws Exception {
    String python = System.getenv().getOrDefault("FRINGE_PYTHON", "python3");
    Assumptions.assumeTrue(
        run(python, "-c", "import astropy").exit() == 0, "astropy skipped: it is not installed");
    Outcome outcome =
        run(
            python,
            Path.of("src/test/interop/check_image.py").toAbsolutePath().toString(),
            write().toString());
    assertEquals(0, outcome.exit(), outcome.output());
  }

  private Path write() throws IOException {
    ImageHeader header = ImageFitsTest.header(OFFSET, List.of(Correlation.I), 1);
    Path file = folder.resolve("image.fits");
    ImageFitsWriter.write(file, header, new float[(int) header.pixels()]);
    return file;
  }

  private static Outcome run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "no end after a minute");
      return new Outcome(process.exitValue(), output);
    } catch (IOException notInstalled) {
      return new Outcome(127, notInstalled.getMessage());
    }
  }
}
