package dev.fringe.pipelines.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulateCommandTest {

  @TempDir Path folder;
  private Path out;
  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeEach
  void sky() throws Exception {
    Files.writeString(folder.resolve("sky.csv"), "l_arcsec,m_arcsec,i_jy\n0,0,1\n");
    out = folder.resolve("obs.uvfits");
  }

  @Test
  void anObservationIsWritten() throws Exception {
    assertEquals(0, run("--sefd", "420 Jy", "--correlations", "circular", "--windows", "2"));

    try (VisibilityFile file = VisibilityFiles.open(out)) {
      assertEquals(2, file.observation().windows().size());
      assertEquals(4, file.observation().correlations().size());
      assertEquals(28 * 6, file.observation().groups());
    }
    assertTrue(
        said.toString().contains("28 baselines, 6 integrations, 4 channels"), said::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--frequency | 1.4 | --frequency",
        "--integration | 10 Jy | --integration",
        "--layout | mid-likely | mid-like:64:7km",
        "--layout | mid-like:200:300m | do not fit",
        "--declination | 95 | declination",
        "--declination | 80 | below the horizon",
        "--channels | 3 | 3 channels cannot be shared out among 2 windows",
        "--correlations | ZZ | --correlations: 'ZZ'",
        "--hours | -1 | --hours",
        "--start | tomorrow | --start",
        "--sky | nothing.csv | --sky",
        "--noise | 0 Jy | not above 0",
        "--bandwidth | 4 GHz | must be above 0",
      })
  void badUsageIsRefusedWithTheOptionAndWhatIsRight(String option, String value, String wanted) {
    assertEquals(2, run("--windows", "2", option, value));

    assertTrue(complained.toString().contains(wanted), complained::toString);
    assertFalse(Files.exists(out));
  }

  @Test
  void helpSaysHowASkyModelLooks() {
    assertEquals(
        0, new CommandLine(new SimulateCommand()).setOut(new PrintWriter(said)).execute("--help"));
    assertTrue(said.toString().contains("l_arcsec,m_arcsec,i_jy"));
    assertTrue(said.toString().contains("Examples:"));
  }

  /** The options of a small observation; later ones replace earlier ones. */
  private int run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--layout", "mid-like:8:2km",
                "--sky", folder.resolve("sky.csv").toString(),
                "--frequency", "1.4 GHz",
                "--bandwidth", "4 MHz",
                "--channels", "4",
                "--hours", "0.0166667",
                "--integration", "10 s",
                "--declination", "-30",
                "--threads", "1",
                "--out", out.toString()));
    for (int i = 0; i < more.length; i += 2) {
      int at = arguments.indexOf(more[i]);
      if (at >= 0) {
        arguments.set(at + 1, more[i + 1]);
      } else {
        arguments.addAll(Arrays.asList(more[i], more[i + 1]));
      }
    }
    return new CommandLine(new SimulateCommand())
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(complained))
        .execute(arguments.toArray(String[]::new));
  }
}
