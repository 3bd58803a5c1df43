package dev.fringe.pipelines.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs do with a lake in a folder, as they type it. */
class LakeIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;
  private Path lake;
  private Path image;
  private Path table;

  @BeforeEach
  void twoFilesInADataset() throws IOException {
    lake = folder.resolve("lake");
    image = file("image.fits", 300_000);
    table = file("sources.csv", 1_000);
    put(image, "demo:night/image.fits");
    put(table, "demo:night/sources.csv");
  }

  private Path file(String name, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return Files.write(folder.resolve(name), content);
  }

  private void put(Path file, String did) {
    done("put", file.toString(), did, "--dataset", "demo:night", "--rule=tier=1", "--copies=2");
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(
        Stream.of(List.of("lake"), List.of(arguments), List.of("--lake", lake.toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private String done(String... arguments) {
    CommandLineRun run = run(arguments);
    assertEquals(0, run.exit(), run.err());
    return run.out();
  }

  private JsonNode json(String... arguments) throws IOException {
    return MAPPER.readTree(
        run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new)).out());
  }

  @Test
  void scopesDatasetsAndFilesAreListed() throws Exception {
    assertEquals("demo\n", done("ls"));
    assertTrue(
        done("ls", "demo", "--long").matches("(?s).*dataset +demo:night +301.0 kB +2 files.*"));
    JsonNode files = json("ls", "demo:night");
    assertEquals("demo:night/image.fits", files.get(0).get("did").asText());
    assertEquals(300_000, files.get(0).get("bytes").asLong());
    assertEquals(2, files.size());
    assertEquals(2, json("ls", "demo", "--files").size());
  }

  @Test
  void whereADatasetIsAndWhatKeepsItIsShown() throws Exception {
    JsonNode shown = json("show", "demo:night");
    assertEquals("dataset", shown.get("kind").asText());
    assertEquals(301_000, shown.get("bytes").asLong());
    assertTrue(shown.get("open").asBoolean());
    assertEquals(2, shown.at("/files/0/replicas").size());
    assertEquals("AVAILABLE", shown.at("/files/0/replicas/0/state").asText());
    assertEquals("OK", shown.at("/rules/0/state").asText());
    String text = done("show", "demo:night");
    assertTrue(text.contains("LOCAL-A, LOCAL-B"), text);
  }

  @Test
  void whatIsFetchedIsTheFilesAndASecondTimeNothingIsDone() throws Exception {
    Path to = folder.resolve("got");
    JsonNode first = json("get", "demo:night", "--to", to.toString());
    assertEquals(2, first.get("arrived").asInt());
    assertArrayEquals(Files.readAllBytes(image), Files.readAllBytes(to.resolve("image.fits")));
    assertArrayEquals(Files.readAllBytes(table), Files.readAllBytes(to.resolve("sources.csv")));
    JsonNode second = json("get", "demo:night", "--to", to.toString());
    assertEquals(0, second.get("arrived").asInt());
    assertEquals(2, second.get("present").asInt());
  }

  @Test
  void aFileOfTheUsersOwnIsNotReplacedUnasked() throws Exception {
    Path to = Files.createDirectories(folder.resolve("got"));
    Path mine = Files.writeString(to.resolve("image.fits"), "mine");
    CommandLineRun kept = run("get", "demo:night", "--to", to.toString());
    assertEquals(4, kept.exit());
    assertTrue(kept.err().contains("exists with other bytes than demo:night/image.fits"));
    assertEquals("mine", Files.readString(mine));
    assertTrue(Files.exists(to.resolve("sources.csv")), "the others arrive all the same");
    done("get", "demo:night", "--to", to.toString(), "--overwrite");
    assertArrayEquals(Files.readAllBytes(image), Files.readAllBytes(mine));
  }

  @Test
  void aBadReplicaIsNamedAndPassedOver() throws Exception {
    Path bad = replica("LOCAL-A");
    try (RandomAccessFile bytes = new RandomAccessFile(bad.toFile(), "rw")) {
      bytes.seek(150_000);
      int flipped = bytes.read() ^ 1;
      bytes.seek(150_000);
      bytes.write(flipped);
    }
    CommandLineRun verified = run("verify", "demo:night");
    assertEquals(3, verified.exit());
    assertTrue(verified.out().contains("BAD  demo:night/image.fits at LOCAL-A, "), verified.out());
    JsonNode told = json("verify", "demo:night");
    assertFalse(told.get("sound").asBoolean());
    assertEquals(4, told.get("replicas").asInt());
    assertEquals(1, told.get("bad").size());
    assertEquals("LOCAL-A", told.at("/bad/0/rse").asText());

    Path to = folder.resolve("got");
    done("get", "demo:night", "--to", to.toString());
    assertArrayEquals(Files.readAllBytes(image), Files.readAllBytes(to.resolve("image.fits")));
    CommandLineRun onlyThere =
        run("get", "demo:night", "--to", folder.resolve("a").toString(), "--rse", "LOCAL-A");
    assertEquals(4, onlyThere.exit());
    assertFalse(Files.exists(folder.resolve("a/image.fits")));
  }

  @Test
  void aMissingReplicaIsNamed() throws Exception {
    Files.delete(replica("LOCAL-B"));
    CommandLineRun verified = run("verify", "demo:night/image.fits");
    assertEquals(3, verified.exit());
    assertTrue(
        verified.out().contains("demo:night/image.fits at LOCAL-B cannot be read"), verified.out());
  }

  private Path replica(String rse) throws IOException {
    for (JsonNode replica : json("show", "demo:night/image.fits").at("/files/0/replicas")) {
      if (replica.get("rse").asText().equals(rse)) {
        return Path.of(URI.create(replica.get("location").asText()));
      }
    }
    throw new AssertionError("no replica at " + rse);
  }

  @Test
  void aRuleIsAddedOnceAndWatched() throws Exception {
    done("rules", "demo:night", "--add", "tier=2", "--lifetime", "30 d");
    done("rules", "demo:night", "--add", "tier=2", "--lifetime", "30 d", "--watch", "--for", "5 s");
    JsonNode rules = json("rules", "demo:night");
    assertEquals(2, rules.size());
    assertEquals("OK", rules.get(1).get("state").asText());
    assertEquals("LOCAL-C", rules.at("/1/chosen/0").asText());
    assertTrue(rules.at("/1/expires").asText().startsWith("2"));
    assertEquals("", rules.at("/0/expires").asText());
  }

  @Test
  void aDidIsNeverGivenOtherBytes() {
    CommandLineRun refused = run("put", table.toString(), "demo:night/image.fits");
    assertEquals(2, refused.exit());
    assertTrue(refused.err().contains("a DID is never given other bytes"), refused.err());
    put(image, "demo:night/image.fits");
  }

  @Test
  void valuesOfMetadataKeepTheirKinds() throws Exception {
    done(
        "put",
        table.toString(),
        "demo:t.csv",
        "--metadata",
        "target=M 87",
        "--metadata",
        "snr=3.5");
    JsonNode metadata = json("show", "demo:t.csv").get("metadata");
    assertEquals("M 87", metadata.get("target").asText());
    assertTrue(metadata.get("snr").isNumber());
  }

  @Test
  void whatIsMeantBadlyIsRefusedAndNothingIsMade() {
    refused("no file, dataset or container demo:nothere", "show", "demo:nothere");
    refused("no file, dataset or container demo:nothere", "get", "demo:nothere");
    refused("demo:nothere", "verify", "demo:nothere");
    refused("demo:nothere", "rules", "demo:nothere", "--add", "tier=1");
    refused("no scope nothere", "ls", "nothere");
    refused("'night' is not a DID, scope:name", "show", "night");
    refused("is not a file", "put", folder.toString(), "demo:x");
    refused("matches no RSE; there are LOCAL-A", "get", "demo:night", "--rse", "tier=9");
    refused("RSE expression", "get", "demo:night", "--rse", "tier=(");
    refused("must be 1 to 64", "get", "demo:night", "--parallel", "65");
    refused("need --add", "rules", "demo:night", "--copies", "2");
    refused("--for", "rules", "demo:night", "--watch", "--for", "3 parsec");
    refused(
        "wants 9 copies", "put", image.toString(), "demo:x", "--rule", "tier=1", "--copies", "9");
    lake = folder.resolve("lak");
    refused("there is no lake", "ls");
    assertFalse(Files.exists(lake));
  }

  private void refused(String message, String... arguments) {
    CommandLineRun run = run(arguments);
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void theDoctorFindsAFolderWellAndLeavesNothingThere() throws Exception {
    long before = files();
    String said = done("check", "--write");
    assertTrue(said.endsWith("All well.\n"), said);
    assertEquals(before, files());
    CommandLineRun elsewhere =
        CommandLineRun.of("lake", "check", "--lake", folder.resolve("nowhere").toString());
    assertEquals(4, elsewhere.exit());
    assertTrue(elsewhere.out().contains("FAIL  lake"), elsewhere.out());
  }

  private long files() throws IOException {
    try (Stream<Path> tree = Files.walk(lake)) {
      return tree.count();
    }
  }

  @Test
  void lakesOfTheSettingsAreMeantByName() throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("fringe.yaml"), "lakes: {mine: {type: local, path: lake}}\n");
    CommandLineRun byDefault = CommandLineRun.of("lake", "ls", "--config", settings.toString());
    assertEquals("demo\n", byDefault.out());
    CommandLineRun wrong =
        CommandLineRun.of("lake", "ls", "--config", settings.toString(), "--lake", "mien");
    assertEquals(2, wrong.exit());
    assertTrue(wrong.err().contains("did you mean mine?"), wrong.err());
  }

  @Test
  void settingsWithFaultsStopEveryCommandAndTellNoSecret() throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("fringe.yaml"),
            """
            lakes: {mine: {type: rucio, url: 'https://x', password: hunter2-XYZZY}}
            nonsense: 1
            """);
    for (String command : List.of("ls", "check")) {
      CommandLineRun run = CommandLineRun.of("lake", command, "--config", settings.toString());
      String said = run.out() + run.err();
      assertEquals(command.equals("ls") ? 2 : 4, run.exit(), said);
      assertTrue(said.contains("lakes.mine.password: secrets do not belong"), said);
      assertTrue(said.contains("nonsense"), said);
      assertFalse(said.contains("hunter2"), said);
    }
  }
}
