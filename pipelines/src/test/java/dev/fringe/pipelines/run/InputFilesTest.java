package dev.fringe.pipelines.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.elements.InputRange;
import dev.fringe.pipelines.read.Connections;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.workflow.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  private static final SmallField FIELD = SmallField.of(2, 0, SmallField.point(0, 0, 1));

  private static final Connections NEAR = Connections.of(List.of());

  @TempDir Path folder;

  private InputFiles find(Input... inputs) throws Exception {
    return InputFiles.find(List.of(inputs), folder, Optional.empty(), NEAR);
  }

  private String refused(Input input) {
    return assertThrows(UsageException.class, () -> find(input)).getMessage();
  }

  private static Input prefix(String path, String pattern) {
    return new Input(Optional.empty(), Optional.empty(), Optional.of(path), Optional.of(pattern));
  }

  private static Input did(String did) {
    return new Input(Optional.empty(), Optional.of(did), Optional.empty(), Optional.empty());
  }

  @Test
  void aMissingFileIsToldByItsFieldAndItsWholePath() {
    String message = refused(Input.ofFile("none.uvfits"));

    assertTrue(message.startsWith("spec.inputs[0].file: " + folder.resolve("none.uvfits")));
  }

  @Test
  void aFolderGivenAsAFileIsToldWhatItShouldBe() {
    assertTrue(refused(Input.ofFile(".")).endsWith("a folder: give it as prefix"));
  }

  @Test
  void aPatternThatNothingMatchesAndAMissingFolderAreRefused() {
    assertTrue(refused(prefix(".", "*.uvfits")).contains("no file in " + folder));
    assertTrue(refused(prefix("nowhere", "*.uvfits")).contains("is not a folder"));
  }

  @Test
  void filesOfAFolderComeInTheOrderOfTheirNames() throws Exception {
    FIELD.observe(folder.resolve("b.uvfits"));
    FIELD.observe(folder.resolve("a.uvfits"));
    Files.writeString(folder.resolve("notes.txt"), "not a visibility file");

    InputFiles found = find(prefix(".", "*.uvfits"));

    assertEquals(
        List.of(folder.resolve("a.uvfits").toString(), folder.resolve("b.uvfits").toString()),
        found.files().stream().map(InputFile::name).toList());
  }

  @Test
  void fieldsWithDifferentCentresAreNotOneImage() throws Exception {
    FIELD.observe(folder.resolve("here.uvfits"));
    FIELD.observe(folder.resolve("there.uvfits"), SkyPosition.ofDegrees(60, -35 + 1 / 3600.0));

    String message =
        assertThrows(
                BadDataException.class,
                () -> find(Input.ofFile("here.uvfits"), Input.ofFile("there.uvfits")))
            .getMessage();

    assertTrue(message.contains("there.uvfits"), message);
    assertTrue(message.contains("1.00 arcsec"), message);
  }

  @Test
  void whatIsNoVisibilityFileIsBadData() throws Exception {
    Files.writeString(folder.resolve("text.uvfits"), "hello");

    assertThrows(BadDataException.class, () -> find(Input.ofFile("text.uvfits")));
  }

  @Test
  void aDatasetOfTheLakeGivesItsFiles() throws Exception {
    Path file = FIELD.observe(folder.resolve("a.uvfits"));
    try (DataLake lake = LocalDataLake.at(folder.resolve("lake"))) {
      lake.publish(
          Publication.of(
              Did.parse("demo:field"),
              List.of(PublishedFile.of(Did.parse("demo:field/a.uvfits"), file)),
              List.of(new RuleRequest(RseExpression.parse("tier=1"), 1, Optional.empty()))));

      for (String name : List.of("demo:field", "demo:field/a.uvfits")) {
        InputFiles found = InputFiles.find(List.of(did(name)), folder, Optional.of(lake), NEAR);
        assertEquals(1, found.files().size());
        InputFile only = found.files().getFirst();
        assertEquals("demo:field/a.uvfits", only.name());
        assertEquals(Files.size(file), only.bytes());
        assertEquals(Checksums.of(file).adler32(), only.adler32());
      }
      assertThrows(
          UsageException.class,
          () -> InputFiles.find(List.of(did("demo:other")), folder, Optional.of(lake), NEAR));
    }
    assertTrue(refused(did("demo:field")).contains("--lake"));
  }

  @Test
  void rangesCoverEveryRowOnce() throws Exception {
    FIELD.observe(folder.resolve("a.uvfits"));
    FIELD.observe(folder.resolve("b.uvfits"));
    InputFiles found = find(Input.ofFile("a.uvfits"), Input.ofFile("b.uvfits"));

    List<InputRange> ranges = found.ranges(4);

    for (int input = 0; input < 2; input++) {
      long next = 0;
      for (InputRange range : ranges) {
        if (range.input() == input) {
          assertEquals(next, range.firstRow());
          next += range.rows();
        }
      }
      assertEquals(2 * SmallField.BASELINES, next);
    }
  }
}
