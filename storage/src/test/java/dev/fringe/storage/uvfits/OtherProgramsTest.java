package dev.fringe.storage.uvfits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our UVFITS in the eyes of pyuvdata, where that is installed. {@code FRINGE_PYTHON} names the
 * Python to use.
 */
final class OtherProgramsTest {
  private static final List<SpectralWindow> WINDOWS =
      List.of(new SpectralWindow(1.4e9, 1e6, 4), new SpectralWindow(1.5e9, 1e6, 4));

  private static final String FIND_PYUVDATA =
      "import importlib.util, sys; sys.exit(importlib.util.find_spec('pyuvdata') is None)";

  @TempDir Path folder;

  @Test
  void pyuvdataReadsThreeHundredAntennas() throws Exception {
    String python = System.getenv().getOrDefault("FRINGE_PYTHON", "python3");
    Assumptions.assumeTrue(
        exit(python, "-c", FIND_PYUVDATA) == 0, "pyuvdata skipped: it is not installed");
    Observation observation =
        Simulated.observation(
            300, WINDOWS, List.of(Correlation.XX, Correlation.YY, Correlation.XY, Correlation.YX));
    Path file = folder.resolve("written.uvfits");
    try (UvfitsWriter writer = UvfitsWriter.create(file, observation, "Fringe test", "")) {
      writer.write(Simulated.rows(observation, 40, 11));
      writer.finish();
    }
    Path script = Path.of("src/test/interop/check_uvfits.py").toAbsolutePath();
    assertEquals(0, exit(python, script.toString(), file.toString()));
  }

  private static int exit(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "no end after a minute: " + output);
      if (process.exitValue() != 0) {
        System.err.println(output);
      }
      return process.exitValue();
    } catch (IOException notInstalled) {
      return 127;
    }
  }
}
