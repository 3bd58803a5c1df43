package dev.fringe.pipelines.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.pipelines.run.SmallField;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.uvfits.UvfitsWriter;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is told in words and by the exit code, and leaves no half product. */
class FaultsIT {

  private static final String SMALL = "image: {size: 256, cell: 3 arcsec}\n";
  private static final String PUBLISHED =
      SMALL + "publish: {scope: demo, rules: [{rses: tier=1, copies: 1}]}\n";

  @TempDir Path folder;
  private Path good;

  @BeforeEach
  void observe() throws Exception {
    good = SmallField.of(12, 0.01, SmallField.point(30, 45, 1)).observe(folder.resolve("a.uvfits"));
  }

  private CommandLineRun run(String input, String spec, String... more) throws IOException {
    Path workflow = SmallField.workflow(folder.resolve("faults.yaml"), input, spec);
    String[] base = {
      "run",
      workflow.toString(),
      "--lake",
      folder.resolve("lake").toString(),
      "--out",
      folder.resolve("out").toString()
    };
    return CommandLineRun.of(
        Stream.concat(Arrays.stream(base), Arrays.stream(more)).toArray(String[]::new));
  }

  private void nothingIsLeft() throws IOException {
    Path out = folder.resolve("out");
    if (Files.exists(out)) {
      try (Stream<Path> files = Files.list(out)) {
        assertEquals(0, files.count(), "products in --out");
      }
    }
    Path lake = folder.resolve("lake");
    if (Files.exists(lake)) {
      try (Stream<Path> files = Files.walk(lake)) {
        assertEquals(
            0, files.filter(f -> f.toString().endsWith(".fits")).count(), "products in the lake");
      }
    }
  }

  /** The same observation with its samples changed. */
  private Path changed(String name, Consumer<VisibilityBlock> change) throws IOException {
    Path file = folder.resolve(name);
    try (VisibilityFile from = VisibilityFiles.open(good)) {
      Observation observation = from.observation();
      VisibilityBlock block = from.read(0, (int) observation.groups());
      change.accept(block);
      try (UvfitsWriter writer = UvfitsWriter.create(file, observation, "Fringe test", "")) {
        writer.write(block);
        writer.finish();
      }
    }
    return file;
  }

  @Test
  void aFileCutShortIsBadData() throws Exception {
    byte[] bytes = Files.readAllBytes(good);
    Files.write(folder.resolve("cut.uvfits"), Arrays.copyOf(bytes, bytes.length / 2));

    CommandLineRun run = run("cut.uvfits", PUBLISHED);

    assertEquals(3, run.exit(), run.err());
    assertTrue(run.err().contains("cut.uvfits"), run.err());
    nothingIsLeft();
  }

  @Test
  void aHeaderThatPromisesMoreGroupsThanThereAreIsBadData() throws Exception {
    byte[] bytes = Files.readAllBytes(good);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int card = text.indexOf("GCOUNT  =");
    byte[] lie = "GCOUNT  =           2000000000".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(lie, 0, bytes, card, lie.length);
    Files.write(folder.resolve("lie.uvfits"), bytes);

    CommandLineRun run = run("lie.uvfits", PUBLISHED);

    assertEquals(3, run.exit(), run.err());
    assertTrue(run.err().contains("lie.uvfits"), run.err());
    nothingIsLeft();
  }

  @Test
  void samplesThatAreNoNumbersAreImagedAround() throws Exception {
    changed(
        "nan.uvfits",
        block -> {
          for (int i = 0; i < block.real().length; i += 7) {
            block.real()[i] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
          }
          block.weight()[3] = Float.NaN;
        });

    CommandLineRun run = run("nan.uvfits", SMALL);

    assertEquals(0, run.exit(), run.err());
    Products products = new Products(folder.resolve("out"), "faults");
    int samples = 12 * SmallField.BASELINES * 4;
    assertEquals((samples + 6) / 7 + 1, products.summary().at("/visibilities/flagged").asInt());
    float[] image = products.pixels("image.fits");
    int brightest = Products.brightest(image);
    assertEquals((128 + 15) * 256 + 128 - 10, brightest);
    assertEquals(1, image[brightest], 0.02);
  }

  @Test
  void everythingFlaggedIsNothingToImage() throws Exception {
    changed("flagged.uvfits", block -> Arrays.fill(block.weight(), -1));

    CommandLineRun run = run("flagged.uvfits", PUBLISHED);

    assertEquals(3, run.exit(), run.err());
    assertTrue(run.err().contains("nothing to image"), run.err());
    nothingIsLeft();
  }

  @Test
  void allFaultsOfAWorkflowAreToldAtOnce() throws Exception {
    CommandLineRun run = run("a.uvfits", "image: {size: 13, cell: 3 parsec}\nclean: {gian: 0.1}\n");

    assertEquals(2, run.exit(), run.err());
    for (String field : new String[] {"image.size", "image.cell", "gian"}) {
      assertTrue(run.err().contains(field), field + " in " + run.err());
    }
    nothingIsLeft();
  }

  @Test
  void whatCannotBeAskedForIsRefusedBeforeAnyWork() throws Exception {
    CommandLineRun missing = run("missing.uvfits", SMALL);
    assertEquals(2, missing.exit());
    assertTrue(missing.err().contains("spec.inputs[0].file"), missing.err());

    CommandLineRun address = run("a.uvfits", SMALL, "--flink-master", "no where");
    assertEquals(2, address.exit());
    assertTrue(address.err().contains("HOST:PORT"), address.err());

    CommandLineRun setting = run("a.uvfits", SMALL, "--set", "image.wieghting.robust=1");
    assertEquals(2, setting.exit());
    assertTrue(setting.err().contains("wieghting"), setting.err());

    CommandLineRun session = run("a.uvfits", SMALL, "--set", "engine.mode=FlinkSession");
    assertEquals(2, session.exit());
    assertTrue(session.err().contains("--flink-master"), session.err());

    CommandLineRun file = CommandLineRun.of("run", folder.resolve("none.yaml").toString());
    assertEquals(2, file.exit());
    assertEquals(2, CommandLineRun.of("run").exit());
    assertEquals(2, CommandLineRun.of("imagine").exit());
    nothingIsLeft();
    assertFalse(Files.exists(folder.resolve("scratch")), "work was begun");
  }

  @Test
  void aCellThatHidesTheBeamIsBadData() throws Exception {
    CommandLineRun run = run("a.uvfits", "image: {size: 128, cell: 3 arcmin}\n");

    assertEquals(3, run.exit(), run.err());
    assertTrue(run.err().contains("spec.image.cell"), run.err());
    nothingIsLeft();
  }

  @Test
  void aScratchThatCannotBeWrittenFailsInWords() throws Exception {
    Files.writeString(folder.resolve("in-the-way"), "a file where a folder is wanted");

    CommandLineRun run = run("a.uvfits", PUBLISHED, "--set", "scratch=in-the-way/scratch");

    assertEquals(4, run.exit(), run.err());
    assertTrue(run.err().contains("in-the-way"), run.err());
    nothingIsLeft();
  }

  @Test
  void aFullDiskFailsInWordsAndLeavesNoHalfProduct() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("small-disk"));
    Assumptions.assumeTrue(
        mount("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString()),
        "full disk skipped: a small file system can only be mounted as root on Linux");
    try {
      CommandLineRun run = run("a.uvfits", PUBLISHED, "--set", "scratch=small-disk");

      assertEquals(4, run.exit(), run.err());
      assertTrue(run.err().contains("No space left on device"), run.err());
      assertTrue(run.err().contains("small-disk"), run.err());
      nothingIsLeft();
    } finally {
      mount("umount", disk.toString());
    }

    assertEquals(0, run("a.uvfits", PUBLISHED).exit(), "with another scratch it succeeds");
  }

  private static boolean mount(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
