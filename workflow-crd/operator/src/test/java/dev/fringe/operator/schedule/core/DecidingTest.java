package dev.fringe.operator.schedule.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecidingTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String HOURLY = "schedules: [\"@hourly\"]";

  @Test
  void aFileIsTakenOnceItsTimeHasComeAndItIsWhole() {
    ScheduleWorld world = new ScheduleWorld(HOURLY);
    ScheduleWorld.Operator operator = world.new Operator();
    world.put("a.uvfits");
    operator.during(Duration.ofMinutes(59));
    assertEquals(0, world.looks, "before its time nobody looks");
    assertEquals(Optional.of("2026-03-01T11:00:00Z"), world.status.nextSchedule());
    operator.during(MINUTE);
    assertEquals(0, world.launches("a.uvfits"), "one look does not tell that it stays");
    assertEquals(1, world.status.waiting());
    operator.during(MINUTE);
    assertEquals(1, world.launches("a.uvfits"));
    assertEquals(1, world.status.taken());
    assertEquals(0, world.status.waiting());
    assertFalse(world.children().getFirst().isHeld());
    operator.during(HOUR.multipliedBy(5));
    assertEquals(1, world.launches("a.uvfits"));
  }

  @Test
  void aFileThatIsBeingWrittenIsLeftUntilItSettles() {
    ScheduleWorld world = new ScheduleWorld(HOURLY);
    ScheduleWorld.Operator operator = world.new Operator();
    operator.during(HOUR);
    world.put("a.uvfits");
    operator.during(HOUR);
    for (int i = 0; i < 10; i++) {
      world.put("a.uvfits");
      operator.during(Duration.ofSeconds(40));
      assertEquals(0, world.launches("a.uvfits"), "written " + i + " times");
    }
    operator.during(MINUTE.multipliedBy(2));
    assertEquals(1, world.launches("a.uvfits"));
  }

  @Test
  void whatComesBackOrIsWrittenAnewIsNotTakenAgainWhatIsLateIs() {
    ScheduleWorld world = new ScheduleWorld(HOURLY);
    ScheduleWorld.Operator operator = world.new Operator();
    world.put("a.uvfits");
    operator.during(HOUR.multipliedBy(2));
    world.store.clear();
    operator.during(HOUR);
    world.put("a.uvfits");
    world.put("late.uvfits");
    world.put("notes.txt");
    operator.during(HOUR.multipliedBy(2));
    assertEquals(1, world.launches("a.uvfits"));
    assertEquals(1, world.launches("late.uvfits"));
    assertEquals(0, world.launches("notes.txt"), "the pattern does not fit");
    assertEquals(0, world.status.waiting());
  }

  @Test
  void aStoreWhoseClockIsWrongLosesNoFile() {
    ScheduleWorld world = new ScheduleWorld(HOURLY);
    world.store.put(
        "s3://raw/a.uvfits", new ScheduleWorld.Stored(world.now.plus(Duration.ofDays(400)), 1));
    world.new Operator().during(HOUR.plus(MINUTE.multipliedBy(2)));
    assertEquals(1, world.launches("a.uvfits"));
  }

  @Test
  void whatALakeKnowsToBeWholeIsTakenAtOnceAndWhatItDoesNotIsAskedAfter() {
    ScheduleWorld world = new ScheduleWorld(HOURLY);
    ScheduleWorld.Operator operator = world.new Operator();
    world.state = Found.State.NOT_YET;
    world.put("a.uvfits");
    operator.during(HOUR);
    int looks = world.looks;
    operator.during(Duration.ofMinutes(14));
    assertEquals(looks + 2, world.looks, "every five minutes");
    world.state = Found.State.WHOLE;
    operator.during(MINUTE);
    assertEquals(1, world.launches("a.uvfits"));
  }

  @Test
  void ofTimesThatWereMissedTheLastIsMadeUp() {
    ScheduleWorld world = new ScheduleWorld(HOURLY);
    world.put("a.uvfits");
    world.new Operator().during(HOUR);
    world.later(HOUR.multipliedBy(30).plus(MINUTE.multipliedBy(20)));
    world.new Operator().settle();
    assertEquals(Optional.of("2026-03-02T17:00:00Z"), world.status.lastSchedule());
    assertEquals(2, world.looks);
  }

  @Test
  void whatWasMissedForTooLongIsNotMadeUp() {
    ScheduleWorld world = new ScheduleWorld("schedules: [\"@daily\"]\nstartingDeadline: 1 h");
    world.put("a.uvfits");
    world.later(HOUR.multipliedBy(15).plus(MINUTE));
    ScheduleWorld.Operator operator = world.new Operator().settle();
    assertEquals(0, world.looks);
    assertTrue(world.status.message().orElseThrow().contains("missed"));
    operator.during(HOUR.multipliedBy(24));
    assertEquals(1, world.launches("a.uvfits"));
  }

  @Test
  void anOldRoundDoesNotGoOnAfterATimeThatWasMissed() {
    ScheduleWorld world = new ScheduleWorld("schedules: [\"@daily\"]\nstartingDeadline: 1 h");
    world.put("a.uvfits");
    world.later(HOUR.multipliedBy(14));
    world.new Operator().settle();
    assertTrue(world.status.lookAgain().isPresent());
    world.later(HOUR.multipliedBy(30));
    world.new Operator().settle();
    assertEquals(0, world.launches("a.uvfits"));
  }

  @Test
  void suspendedNothingStartsAndRunningMakesUp() {
    ScheduleWorld world = new ScheduleWorld(HOURLY + "\nstate: Suspended");
    ScheduleWorld.Operator operator = world.new Operator();
    world.put("a.uvfits");
    operator.during(HOUR.multipliedBy(3).plus(MINUTE.multipliedBy(30)));
    assertEquals(0, world.looks);
    world.spec(HOURLY);
    operator.settle();
    assertEquals(1, world.looks);
  }

  @Test
  void daysOnWhichClocksChangeTakeNoFileTwice() {
    ScheduleWorld world =
        new ScheduleWorld("schedules: [\"30 1 * * *\"]\ntimeZone: America/New_York");
    world.now = Instant.parse("2026-11-01T05:00:00Z");
    world.put("a.uvfits");
    ScheduleWorld.Operator operator = world.new Operator().during(MINUTE.multipliedBy(35));
    assertEquals(Optional.of("2026-11-01T05:30:00Z"), world.status.lastSchedule());
    world.put("b.uvfits");
    operator.during(HOUR);
    assertEquals(Optional.of("2026-11-01T06:30:00Z"), world.status.lastSchedule());
    operator.during(HOUR);
    assertEquals(1, world.launches("a.uvfits"));
    assertEquals(1, world.launches("b.uvfits"));
    assertEquals(Optional.of("2026-11-02T06:30:00Z"), world.status.nextSchedule());
  }

  @Test
  void forbidWaitsForTheEndOfWhatIsEarlier() {
    ScheduleWorld world = new ScheduleWorld(HOURLY + "\nconcurrencyPolicy: Forbid");
    ScheduleWorld.Operator operator = world.new Operator();
    world.put("a.uvfits");
    operator.during(HOUR.plus(MINUTE.multipliedBy(5)));
    world.put("b.uvfits");
    operator.during(HOUR.plus(MINUTE));
    assertEquals(0, world.launches("b.uvfits"));
    assertTrue(world.status.message().orElseThrow().contains("waits for the end"));
    world.end(world.children().getFirst().name(), Child.Outcome.SUCCEEDED);
    operator.during(MINUTE);
    assertEquals(1, world.launches("b.uvfits"));
  }

  @Test
  void replaceEndsWhatIsEarlierWhenThereIsSomethingNew() {
    ScheduleWorld world = new ScheduleWorld(HOURLY + "\nconcurrencyPolicy: Replace");
    ScheduleWorld.Operator operator = world.new Operator();
    world.put("a.uvfits");
    operator.during(HOUR.plus(MINUTE.multipliedBy(5)));
    String first = world.children().getFirst().name();
    operator.during(HOUR);
    assertEquals(List.of(), world.deleted, "nothing is new");
    world.put("b.uvfits");
    operator.during(HOUR.plus(MINUTE.multipliedBy(5)));
    assertEquals(List.of("Replaced " + first), world.deleted);
    assertEquals(1, world.launches("b.uvfits"));
    assertEquals(1, world.launches("a.uvfits"));
  }

  @Test
  void ofFinishedWorkflowsTheOldestGo() {
    ScheduleWorld world =
        new ScheduleWorld(HOURLY + "\nhistory: {successful: 2, failed: 1}\nmost: 9");
    ScheduleWorld.Operator operator = world.new Operator();
    for (int i = 0; i < 6; i++) {
      world.put(i + ".uvfits");
      operator.during(HOUR.plus(MINUTE.multipliedBy(5)));
      Child.Outcome outcome = i % 2 == 0 ? Child.Outcome.SUCCEEDED : Child.Outcome.FAILED;
      world.children().stream()
          .filter(Child::isActive)
          .forEach(child -> world.end(child.name(), outcome));
      operator.settle();
    }
    assertEquals(2, world.status.succeeded());
    assertEquals(1, world.status.failed());
    assertEquals(3, world.deleted.size());
    assertEquals(6, world.status.taken());
    operator.during(HOUR.multipliedBy(3));
    IntStream.range(0, 6).forEach(i -> assertEquals(1, world.launches(i + ".uvfits")));
  }

  @Test
  void noMoreWorkflowsAreThereThanMostAllows() {
    ScheduleWorld world = new ScheduleWorld("schedules: [\"@daily\"]\nmost: 3");
    ScheduleWorld.Operator operator = world.new Operator();
    IntStream.range(0, 10).forEach(i -> world.put(i + ".uvfits"));
    operator.during(HOUR.multipliedBy(15));
    assertEquals(3, world.children().size());
    assertEquals(7, world.status.waiting());
    for (int i = 0; i < 3; i++) {
      world.children().stream()
          .filter(Child::isActive)
          .forEach(child -> world.end(child.name(), Child.Outcome.SUCCEEDED));
      operator.during(MINUTE.multipliedBy(10));
    }
    IntStream.range(0, 10).forEach(i -> assertEquals(1, world.launches(i + ".uvfits")));
  }

  @Test
  void aNightIsOneWorkflowOnceItIsOverAndItsLateFilesAnother() {
    ScheduleWorld world =
        new ScheduleWorld(
            "schedules: [\"@hourly\"]\ntimeZone: Africa/Johannesburg\nbatching: {by: Night}");
    ScheduleWorld.Operator operator = world.new Operator();
    operator.during(HOUR.multipliedBy(12)); // 2026-03-01 22:00 UTC, midnight there.
    world.put("a.uvfits");
    operator.during(HOUR.multipliedBy(4));
    world.put("b.uvfits");
    operator.during(HOUR.multipliedBy(7).plus(MINUTE.multipliedBy(58)));
    assertEquals(0, world.workflows.size(), "noon has not come");
    operator.during(MINUTE.multipliedBy(4));
    assertEquals(1, world.workflows.size());
    assertTrue(world.workflows.firstEntry().getKey().startsWith("s-2026-03-01-"));
    assertEquals(world.launches.get("s3://raw/a.uvfits"), world.launches.get("s3://raw/b.uvfits"));
  }

  @Test
  void soManyFilesAreOneWorkflowFewerOnceTheOldestIsOld() {
    ScheduleWorld world =
        new ScheduleWorld("schedules: [\"@daily\"]\nbatching: {by: Count, size: 4, wait: 2 h}");
    ScheduleWorld.Operator operator = world.new Operator();
    operator.during(HOUR.multipliedBy(13).plus(MINUTE.multipliedBy(30)));
    IntStream.range(0, 6).forEach(i -> world.put(i + ".uvfits"));
    operator.during(HOUR);
    assertEquals(1, world.workflows.size());
    assertEquals(2, world.status.waiting());
    operator.during(HOUR.plus(MINUTE));
    assertEquals(2, world.workflows.size());
    assertEquals(0, world.status.waiting());
  }

  @Test
  void aSourceThatCannotBeReadIsToldAndTriedAgainWithoutHaste() {
    ScheduleWorld world = new ScheduleWorld(HOURLY);
    world.put("a.uvfits");
    world.sourceFault = Optional.of("s3://raw: access denied");
    ScheduleWorld.Operator operator =
        world.new Operator().during(HOUR.plus(MINUTE.multipliedBy(10)));
    assertTrue(world.looks <= 12, "looks: " + world.looks);
    assertTrue(world.status.lastError().orElseThrow().contains("access denied"));
    assertTrue(
        world.status.conditions().stream()
            .anyMatch(c -> c.type().equals("Readable") && c.status().equals("False")));
    world.sourceFault = Optional.empty();
    operator.during(MINUTE.multipliedBy(3));
    assertEquals(1, world.launches("a.uvfits"));
  }

  @Test
  void aFileOfWhichNoWorkflowCanBeMadeWaitsAndHoldsNobodyUp() {
    ScheduleWorld world =
        new ScheduleWorld(
            HOURLY
                + "\nsource: {prefix: {address: 's3://raw', pattern: '*', settle: 1 min}}"
                + "\ntemplate: {spec: {inputs: [{file: '{{input.file}}'}], publish: {scope: d,"
                + " dataset: '{{input.stem}}'}}}");
    world.put("_bad.uvfits");
    world.put("good.uvfits");
    world.new Operator().during(HOUR.plus(MINUTE.multipliedBy(5)));
    assertEquals(1, world.launches("good.uvfits"));
    assertEquals(0, world.launches("_bad.uvfits"));
    assertEquals(1, world.status.waiting());
    assertTrue(world.status.message().orElseThrow().contains("spec.publish.dataset"));
  }

  @Test
  void aFullPartIsSealedAndANewOneBegun() {
    ScheduleWorld world =
        new ScheduleWorld(
            "schedules: [\"@hourly\"]\nbatching: {by: Count, size: 1000}\nmost: 1000");
    IntStream.range(0, 9000).forEach(i -> world.put(i + ".uvfits"));
    ScheduleWorld.Operator operator = world.new Operator().during(HOUR.multipliedBy(2));
    assertEquals(9000, world.status.taken());
    IntStream.range(9000, 10_000).forEach(i -> world.put(i + ".uvfits"));
    operator.during(HOUR.multipliedBy(2));
    assertEquals(10_000, world.status.taken());
    assertEquals(10, world.workflows.size());
    assertTrue(world.parts.size() >= 2, "parts: " + world.parts.size());
    assertTrue(world.parts.get(0).isSealed());
    world.parts.values().forEach(part -> assertTrue(part.taken().size() < 2 * Part.FULL + 4096));
  }

  /**
   * Two operators, of which either may stand still, be killed between any two calls and begin anew,
   * while files come, grow, go and come back, workflows end, and people delete them.
   */
  @ParameterizedTest
  @CsvSource({
    "1, by: File",
    "2, by: File",
    "3, by: Night",
    "4, 'by: Count, size: 3, wait: 1 h'",
    "5, 'by: Count, size: 2, wait: 10 min'"
  })
  void noKillTakesAFileTwiceOrLosesOne(int seed, String batching) {
    Random random = new Random(seed);
    for (int run = 0; run < 10; run++) {
      ScheduleWorld world =
          new ScheduleWorld(
              "schedules: [\"*/10 * * * *\"]\nmost: 6\nhistory: {successful: 2, failed: 1}"
                  + "\nbatching: {"
                  + batching
                  + "}");
      ScheduleWorld.Operator[] operators = {world.new Operator(), world.new Operator()};
      for (int i = 0; i < 600; i++) {
        lives(world, random, i < 400);
        int who = random.nextInt(8) == 0 ? 1 : 0;
        if (random.nextInt(12) == 0) {
          operators[who] = world.new Operator();
        }
        for (int steps = random.nextInt(6); steps > 0; steps--) {
          operators[who].step();
        }
      }
      ScheduleWorld.Operator last = world.new Operator();
      for (int i = 0; i < 15; i++) {
        world.children().stream()
            .filter(Child::isActive)
            .forEach(child -> world.end(child.name(), Child.Outcome.SUCCEEDED));
        last.during(HOUR.multipliedBy(3));
      }
      String story = "seed " + seed + " run " + run + ": ";
      for (Map.Entry<String, List<String>> file : world.launches.entrySet()) {
        assertEquals(1, file.getValue().size(), story + file);
      }
      for (String file : world.store.keySet()) {
        assertTrue(world.launches.containsKey(file), story + "lost: " + file + world.status);
      }
      assertEquals(world.launches.size(), world.status.taken(), story);
      assertTrue(world.children().stream().noneMatch(Child::isHeld), story);
      assertTrue(world.launches.size() > 10, story + world.launches.size());
    }
  }

  private static void lives(ScheduleWorld world, Random random, boolean filesCome) {
    world.later(Duration.ofSeconds(random.nextInt(60)));
    String name = random.nextInt(60) + ".uvfits";
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        if (filesCome) {
          world.put(name);
        }
      }
      case 2 -> {
        if (filesCome && world.launches(name) > 0) {
          world.store.remove("s3://raw/" + name);
        }
      }
      case 3, 4 ->
          some(world, random)
              .ifPresent(
                  w ->
                      world.end(
                          w,
                          random.nextInt(3) == 0 ? Child.Outcome.FAILED : Child.Outcome.SUCCEEDED));
      case 5 -> some(world, random).ifPresent(world::delete);
      default -> {}
    }
  }

  private static Optional<String> some(ScheduleWorld world, Random random) {
    return world.workflows.keySet().stream()
        .skip(random.nextInt(world.workflows.size() + 1))
        .findFirst();
  }
}
