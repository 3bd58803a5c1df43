package dev.fringe.pipelines.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.pipelines.elements.DataCounts;
import dev.fringe.pipelines.run.SmallField;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.uvfits.UvfitsWriter;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import dev.fringe.workflow.Selection;
import dev.fringe.workflow.WorkflowReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two windows of two channels, six integrations, of which the first row is an autocorrelation. */
class SampleReaderTest {

  private static final int INTEGRATIONS = 6;
  private static final int ROWS = INTEGRATIONS * SmallField.BASELINES;

  @TempDir Path folder;
  private Path file;
  private VisibilityBlock whole;
  private Observation observation;

  @BeforeEach
  void observe() throws Exception {
    Path simulated =
        SmallField.of(INTEGRATIONS, 0, SmallField.point(0, 0, 1)).observe(folder.resolve("s.uv"));
    file = folder.resolve("with-autocorrelation.uvfits");
    try (VisibilityFile from = VisibilityFiles.open(simulated)) {
      observation = from.observation();
      whole = from.read(0, ROWS);
      whole.antenna2()[0] = whole.antenna1()[0];
      whole.weight()[4 * 10 + 1] = -1;
      try (UvfitsWriter writer = UvfitsWriter.create(file, observation, "Fringe test", "")) {
        writer.write(whole);
        writer.finish();
      }
    }
  }

  private static Selection selecting(String selection) {
    return WorkflowReader.read(
            "test",
            """
            apiVersion: fringe.dev/v1alpha1
            kind: Workflow
            metadata: {name: test}
            spec:
              inputs: [{file: a.uvfits}]
              selection: {%s}
            """
                .formatted(selection))
        .spec()
        .selection();
  }

  /** What was met, and the blocks. */
  private record Met(DataCounts counts, List<SampleBlock> blocks) {}

  private Met read(String selection) throws Exception {
    List<SampleBlock> blocks = new ArrayList<>();
    try (VisibilityFile open = VisibilityFiles.open(file)) {
      SampleReader reader = SampleReader.over(open, "I", selecting(selection));
      return new Met(reader.read(0, ROWS, blocks::add), blocks);
    }
  }

  @Test
  void withoutASelectionAllButAutocorrelationsAndFlaggedSamplesPass() throws Exception {
    Met met = read("");

    assertEquals(1, met.counts().autocorrelations());
    assertEquals(0, met.counts().unselected());
    assertEquals(4 * (ROWS - 1), met.counts().visibilities());
    assertEquals(1, met.counts().flagged());
    assertEquals(ROWS - 1, met.blocks().stream().mapToInt(SampleBlock::rows).sum());
    assertEquals(observation.startMjd(), met.counts().time().startMjd(), 300.0 / 86_400);
  }

  @Test
  void channelsAreCountedWithinEveryWindow() throws Exception {
    SampleBlock block = read("channels: '1'").blocks().getFirst();

    assertEquals(2, block.channels());
    assertEquals(observation.windows().get(0).frequencyHz(1), block.frequenciesHz()[0]);
    assertEquals(observation.windows().get(1).frequencyHz(1), block.frequenciesHz()[1]);
  }

  @Test
  void windowsAndChannelsTogetherPickWhatIsInBoth() throws Exception {
    Met met = read("windows: '1', channels: '0'");

    assertEquals(ROWS - 1, met.counts().visibilities());
    assertEquals(
        observation.windows().get(1).frequencyHz(0), met.blocks().getFirst().frequenciesHz()[0]);
  }

  @Test
  void timesOutsideTheRangeAreCountedAsUnselected() throws Exception {
    Instant third = timeOf(2 * SmallField.BASELINES);
    Met met = read("timeRange: %s .. %s".formatted(third.minusSeconds(60), third.plusSeconds(360)));

    assertEquals(2L * SmallField.BASELINES * 4, met.counts().visibilities());
    assertEquals(600, met.counts().time().exposureSeconds(), 0.1);
    assertEquals(4L * SmallField.BASELINES - 1, met.counts().unselected());
    assertEquals(1, met.counts().autocorrelations());
  }

  private Instant timeOf(int row) {
    return Instant.ofEpochSecond(Math.round((whole.timeMjd()[row] - 40_587) * 86_400));
  }

  @Test
  void anExcludedAntennaTakesItsBaselinesAlong() throws Exception {
    Met met = read("excludeAntennas: ['%s']".formatted(observation.antennas().get(4).name()));

    assertEquals(19L * INTEGRATIONS, met.counts().unselected());
    assertEquals(4L * (ROWS - 1 - 19 * INTEGRATIONS), met.counts().visibilities());
  }

  @Test
  void baselinesOutsideTheRangeWeighNothing() throws Exception {
    Met met = read("uvRange: 500 m .. 1500 m");

    long within = 0;
    for (int row = 1; row < ROWS; row++) {
      double metres = Math.hypot(whole.uMetres()[row], whole.vMetres()[row]);
      within += metres >= 500 && metres <= 1500 ? 4 : 0;
    }
    assertTrue(within > 0 && within < 4 * (ROWS - 1));
    assertEquals((double) within, (double) met.counts().used(), 1.0);
    assertEquals(4 * (ROWS - 1), met.counts().visibilities());
  }

  @Test
  void polarisationsThatCannotBeFormedAreRefusedOnOpening() throws Exception {
    try (VisibilityFile open = VisibilityFiles.open(file)) {
      assertThrows(
          IllegalArgumentException.class, () -> SampleReader.over(open, "IQUV", selecting("")));
    }
  }
}
