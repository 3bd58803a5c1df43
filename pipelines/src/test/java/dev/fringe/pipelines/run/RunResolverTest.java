package dev.fringe.pipelines.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.ImageGeometry;
import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.settings.Settings;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunResolverTest {

  @TempDir Path folder;

  @BeforeEach
  void observe() throws Exception {
    SmallField.of(12, 0, SmallField.point(0, 0, 1)).observe(folder.resolve("a.uvfits"));
  }

  private ImagingRun resolve(String spec, String... settings) throws Exception {
    Path file = SmallField.workflow(folder.resolve("w.yaml"), "a.uvfits", spec);
    Workflow workflow = WorkflowReader.read(file, List.of(settings));
    return RunResolver.resolve(workflow, find(workflow), options());
  }

  private InputFiles find(Workflow workflow) throws IOException {
    return InputFiles.find(
        workflow.spec().inputs(), folder, Optional.empty(), Connections.of(List.of()));
  }

  private RunOptions options() {
    return new RunOptions(
        folder,
        folder.resolve("lake").toString(),
        Settings.none(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private String badData(String spec) {
    return assertThrows(BadDataException.class, () -> resolve(spec)).getMessage();
  }

  private String refused(String spec) {
    return assertThrows(UsageException.class, () -> resolve(spec)).getMessage();
  }

  @Test
  void whatIsSelectedMustBeInTheData() {
    assertTrue(badData("selection: {windows: 0-2}").contains("2 spectral windows"));
    assertTrue(badData("selection: {channels: '2'}").contains("2 channels a window"));
    String antenna = badData("selection: {excludeAntennas: [NOBODY]}");
    assertTrue(antenna.contains("'NOBODY'") && antenna.contains("there are "), antenna);
  }

  @Test
  void polarisationsThatCannotBeFormedAreToldWithThoseThatCan() throws Exception {
    assertTrue(badData("image: {stokes: IQUV}").contains("spec.image.stokes"));
    SmallField.of(2, 0, SmallField.point(0, 0, 1))
        .in(Correlation.LL)
        .observe(folder.resolve("a.uvfits"));
    assertTrue(badData("image: {stokes: RR}").contains("LL"));
    assertEquals("LL", resolve("image: {stokes: LL}").products());
  }

  @Test
  void oneHandStandsForStokesIAndTheUserIsTold() throws Exception {
    SmallField.of(2, 0, SmallField.point(0, 0, 1))
        .in(Correlation.LL)
        .observe(folder.resolve("a.uvfits"));

    String note = resolve("image: {stokes: I}").derived().getFirst();

    assertTrue(note.contains("LL"), note);
  }

  @Test
  void aCellShowsTheLongestBaselineWithFourPixels() throws Exception {
    ImagingRun run = resolve("image: {size: 256}");

    double cell = run.geometry().cellLRadians();
    // A w of its own makes the whole baseline longer than the projected one.
    double fringe = 1 / run.longestWavelengths();
    assertTrue(cell < fringe / 3.2 && cell > fringe / 6, cell + " against " + fringe);
    assertEquals(1, run.derived().size());
    assertTrue(run.derived().getFirst().startsWith("cell "), run.derived().getFirst());
  }

  @Test
  void aSizeThatNobodyAsksForIsEvenAndItsCornersAreOnTheSky() throws Exception {
    for (String cell : List.of("2 arcsec", "1 arcmin", "20 arcmin")) {
      ImageGeometry geometry = resolve("image: {cell: %s}".formatted(cell)).geometry();
      assertEquals(0, geometry.width() % 2);
      assertTrue(geometry.width() >= 2 && geometry.width() <= 4096, cell);
      assertTrue(Math.hypot(geometry.l(0), geometry.m(0)) < 1, cell);
    }
  }

  @Test
  void imagesThatLeaveTheSkyAreRefused() {
    String edge = "image: {size: 64, cell: 5 arcmin, centre: {ra: 60 deg, dec: 50 deg}}";
    assertTrue(refused(edge).startsWith("spec.image: "));
    assertTrue(
        refused("image: {centre: {ra: 240 deg, dec: 35 deg}}").contains("other side of the sky"));
  }

  @Test
  void aRunIsKnownByItsPixelsAndInputsNotByWhereItIsDone() throws Exception {
    String key = resolve("").key();

    assertEquals(key, resolve("", "engine.parallelism=7").key());
    assertEquals(key, resolve("", "scratch=elsewhere").key());
    assertNotEquals(key, resolve("", "image.size=300").key());
    SmallField.of(11, 0, SmallField.point(0, 0, 1)).observe(folder.resolve("a.uvfits"));
    assertNotEquals(key, resolve("").key());
  }

  @Test
  void rowsAreLookedAtBeforehandOnlyWherePixelsAreToBeChosen() throws Exception {
    Path file = SmallField.workflow(folder.resolve("w.yaml"), "a.uvfits", "");
    Workflow workflow = WorkflowReader.read(file, List.of());
    Workflow asked = WorkflowReader.read(file, List.of("image.cell=2 arcsec", "image.size=256"));
    InputFiles inputs = find(workflow);
    double sampled = RunResolver.resolve(workflow, inputs, options()).longestWavelengths();
    Files.delete(folder.resolve("a.uvfits"));

    double reach = RunResolver.resolve(asked, inputs, options()).longestWavelengths();

    // No baseline is longer than its antennas are apart; they are short of it by rounding only.
    assertEquals(sampled, reach, 1e-3 * sampled);
    assertThrows(IOException.class, () -> RunResolver.resolve(workflow, inputs, options()));
  }
}
