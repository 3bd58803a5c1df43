package dev.fringe.operator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.operator.core.JobState.Failure;
import dev.fringe.workflow.status.Phase;
import dev.fringe.workflow.status.Progress;
import dev.fringe.workflow.status.WorkflowStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecidingTest {
  private static final String PLAIN = "retries: {limit: 2, backoff: 30 s}";
  private static final String SUSPENDED = PLAIN + "\n  scheduling: {state: Suspended}";

  @Test
  void workIsLaunchedOnceAndEndsWithItsProducts() {
    World world = new World(PLAIN).settle();
    assertEquals(Phase.RUNNING, world.phase());
    world.settle().succeed(1).settle();
    assertEquals(Phase.SUCCEEDED, world.phase());
    assertEquals(List.of(1), world.launches);
    assertEquals("d:w", world.status.products().getFirst().did());
    assertEquals(List.of("Launched", "Succeeded"), world.notices);
    assertTrue(
        world.status.conditions().stream()
            .anyMatch(c -> c.type().equals("Complete") && c.status().equals("True")));
  }

  @Test
  void aFailureThatMayPassIsTriedAgainAfterAPauseThatDoubles() {
    World world = new World(PLAIN).settle().fail(1, Failure.TRANSIENT).settle();
    assertEquals(Phase.RETRYING, world.phase());
    assertEquals(Optional.of(Duration.ofSeconds(30)), world.decision().again());
    assertEquals(List.of(1), world.later(Duration.ofSeconds(29)).settle().launches);
    assertEquals(List.of(1, 2), world.later(Duration.ofSeconds(1)).settle().launches);
    world.fail(2, Failure.TRANSIENT).settle();
    assertEquals(Optional.of(Duration.ofSeconds(60)), world.decision().again());
    world.later(Duration.ofSeconds(60)).settle().fail(3, Failure.TRANSIENT).settle();
    assertEquals(Phase.FAILED, world.phase());
    assertEquals(3, world.status.failedAttempts());
    assertEquals(List.of(1, 2, 3), world.later(Duration.ofDays(1)).settle().launches);
  }

  @Test
  void whatTheRunToldLastIsToldUntilItEnds() {
    World world = new World(PLAIN).settle();
    Progress progress =
        new Progress(Optional.of("Grid"), Optional.empty(), Optional.of(31), Optional.empty());
    world.jobs.put(1, new JobState.Active(Optional.of(progress)));
    assertEquals(Optional.of(progress), world.settle().status.progress());
    world.jobs.put(1, new JobState.Active());
    assertEquals(Optional.of(progress), world.settle().status.progress());
    assertEquals(Optional.empty(), world.succeed(1).settle().status.progress());
  }

  @Test
  void finishedWorkIsLinkedAndTheEarlierWorkflowIsNamed() {
    World world = new World(PLAIN).settle();
    world.jobs.put(
        1,
        new JobState.Succeeded(
            world.now,
            "{\"products\":[{\"did\":\"d:monday\"}],\"key\":\"5f\",\"reusedFrom\":\"monday\"}"));
    world.settle();
    assertEquals(Phase.SUCCEEDED, world.phase());
    assertEquals("d:monday", world.status.products().getFirst().did());
    assertEquals(Optional.of("monday"), world.status.work().orElseThrow().reusedFrom());
    assertEquals(Optional.of("5f"), world.status.work().orElseThrow().key());
    assertEquals(List.of("Launched", "Reused"), world.notices);
    assertTrue(
        world.status.conditions().stream()
            .anyMatch(c -> c.type().equals("Complete") && c.reason().equals("Reused")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void badInputIsNotTriedAgain(int exitCode) {
    World world = new World(PLAIN).settle().fail(1, Failure.ofExitCode(exitCode)).settle();
    assertEquals(Phase.FAILED, world.phase());
    assertEquals(Optional.of("it broke"), world.status.message());
    assertEquals(List.of(1), world.later(Duration.ofDays(1)).settle().launches);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 137, 143})
  void whatMayPassIsTriedAgain(int exitCode) {
    World world = new World(PLAIN).settle().fail(1, Failure.ofExitCode(exitCode)).settle();
    assertEquals(Phase.RETRYING, world.phase());
  }

  @Test
  void aJobThatSomebodyDeletedIsAFailureThatMayPass() {
    World world = new World(PLAIN).settle();
    world.jobs.clear();
    assertEquals(Phase.RETRYING, world.settle().phase());
    assertEquals(List.of(1, 2), world.later(Duration.ofMinutes(1)).settle().launches);
  }

  @Test
  void suspendedWorkEndsAndGoesOnWithoutCountingAsAFailure() {
    World world = new World(PLAIN).settle();
    world.spec(SUSPENDED);
    assertTrue(world.settle().jobs.get(1) instanceof JobState.Ending);
    assertEquals(Phase.SUSPENDED, world.phase());
    world.endsAreDone().settle();
    assertEquals(List.of(1), world.launches);
    world.spec(PLAIN);
    assertEquals(List.of(1, 2), world.settle().launches);
    assertEquals(0, world.status.failedAttempts());
  }

  @Test
  void workResumedWhileItsJobStillEndsWaitsForThat() {
    World world = new World(PLAIN).settle();
    world.spec(SUSPENDED);
    world.settle();
    world.spec(PLAIN);
    assertEquals(List.of(1), world.settle().launches);
    assertEquals(List.of(1, 2), world.endsAreDone().settle().launches);
  }

  @Test
  void suspensionKeepsThePauseAfterAFailure() {
    World world = new World(PLAIN).settle().fail(1, Failure.TRANSIENT).settle();
    world.spec(SUSPENDED);
    world.settle();
    world.spec(PLAIN);
    assertEquals(List.of(1), world.later(Duration.ofSeconds(10)).settle().launches);
    assertEquals(1, world.status.failedAttempts());
    assertEquals(List.of(1, 2), world.later(Duration.ofSeconds(20)).settle().launches);
  }

  @Test
  void workThatIsDoneWhenItIsSuspendedIsDone() {
    World world = new World(PLAIN).settle().succeed(1);
    world.spec(SUSPENDED);
    assertEquals(Phase.SUCCEEDED, world.settle().phase());
  }

  @Test
  void whatIsHeldIsGivenBackOnceTheStatusTellsTheEnd() {
    World world = World.holding(PLAIN).settle().succeed(1);
    Decision end = world.step();
    assertEquals(new Action.Nothing(), end.action());
    assertEquals(Optional.of(Duration.ZERO), end.again());
    assertEquals(Phase.SUCCEEDED, world.phase());
    assertEquals(new Action.End(1), world.step().action());
    assertEquals(Phase.SUCCEEDED, world.settle().endsAreDone().settle().phase());
  }

  @Test
  void whatIsHeldIsGivenBackBeforeTheNextAttempt() {
    World world = World.holding(PLAIN).settle().fail(1, Failure.TRANSIENT);
    assertEquals(Optional.of(Duration.ZERO), world.decision().again());
    assertEquals(Phase.RETRYING, world.settle().phase());
    assertEquals(List.of(1), world.later(Duration.ofMinutes(1)).settle().launches);
    assertEquals(List.of(1, 2), world.endsAreDone().settle().launches);
    assertEquals(1, world.status.failedAttempts());
  }

  @Test
  void aFailureThatIsHeldCountsThoughTheWorkWasSuspendedMeanwhile() {
    World world = World.holding(PLAIN).settle().fail(1, Failure.USER_ERROR);
    world.spec(SUSPENDED);
    assertEquals(Phase.FAILED, world.settle().phase());
    assertEquals(Map.of(), world.endsAreDone().jobs);
  }

  @Test
  void whatIsHeldIsGivenBackBeforeTheWorkflowIsForgotten() {
    World world = World.holding("scheduling: {ttl: 1 s}").settle().succeed(1);
    world.step();
    world.later(Duration.ofMinutes(1));
    assertEquals(new Action.End(1), world.step().action());
    assertEquals(new Action.Forget(), world.endsAreDone().step().action());
  }

  @Test
  void whoseTurnHasNotComeWaits() {
    World world = new World(PLAIN);
    world.itsTurn = false;
    assertEquals(Phase.QUEUED, world.settle().phase());
    world.itsTurn = true;
    assertEquals(Phase.RUNNING, world.settle().phase());
  }

  @Test
  void theDeadlineCountsFromTheFirstLaunch() {
    World world = new World(PLAIN + "\n  deadline: 100 s");
    assertEquals(
        new Action.Launch(1, Optional.of(Duration.ofSeconds(100))), world.decision().action());
    world.settle().later(Duration.ofSeconds(40)).fail(1, Failure.TRANSIENT).settle();
    world.later(Duration.ofSeconds(30));
    assertEquals(
        new Action.Launch(2, Optional.of(Duration.ofSeconds(30))), world.decision().action());
    world.later(Duration.ofSeconds(30)).settle();
    assertEquals(Phase.FAILED, world.phase());
    assertEquals(List.of(1), world.launches);
  }

  @Test
  void aDeadlineThatPassesWhileItWorksIsNotTriedAgain() {
    World world = new World(PLAIN).settle().fail(1, Failure.DEADLINE).settle();
    assertEquals(Phase.FAILED, world.phase());
  }

  @Test
  void itIsForgottenOnceItsTimeIsOver() {
    World world = new World("scheduling: {ttl: 60 s}").settle().succeed(1).settle();
    assertEquals(
        Optional.of(Duration.ofSeconds(20)),
        world.later(Duration.ofSeconds(40)).decision().again());
    world.later(Duration.ofSeconds(20)).step();
    assertTrue(world.isForgotten);
  }

  @Test
  void whatCannotBeDoneIsRefusedInWords() {
    Decision decision =
        Deciding.next(
            new Observation(
                3,
                new Observation.Asked.Impossible("InvalidSpec", "spec.image: no"),
                WorkflowStatus.none(),
                List.of(),
                () -> true,
                new World(PLAIN).now));
    assertEquals(new Action.Nothing(), decision.action());
    assertEquals(Optional.of(Phase.FAILED), decision.status().phase());
    assertEquals("spec.image: no", decision.status().conditions().getFirst().message());
    assertEquals(3, decision.status().observedGeneration());
  }

  /**
   * The operator is killed again and again: before it does anything, after its action, or after the
   * status; and it may see an old status, as caches do. The world goes on by itself.
   */
  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, false", "5, true", "6, true"})
  void noKillLaunchesAnAttemptTwiceOrLosesTheWork(int seed, boolean isHolding) {
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      World world = isHolding ? World.holding(PLAIN) : new World(PLAIN);
      int failures = random.nextInt(3);
      boolean isSuspendedOnce = random.nextBoolean();
      for (int i = 0; i < 200 && world.status.finishedAt().isEmpty(); i++) {
        int kill = random.nextInt(4);
        Decision decision = world.decision();
        if (kill > 0) {
          world.act(decision.action());
        }
        if (kill > 1) {
          world.status = decision.status();
        }
        if (random.nextInt(3) == 0) {
          lives(world, failures);
        }
        if (isSuspendedOnce && i == 5) {
          world.spec(SUSPENDED);
        } else if (i == 12) {
          world.spec(PLAIN);
        }
        world.later(Duration.ofSeconds(random.nextInt(40)));
      }
      String story = "seed " + seed + " run " + run + ": " + world.launches + " " + world.status;
      assertEquals(Optional.of(Phase.SUCCEEDED), world.status.phase(), story);
      assertEquals(world.launches.stream().distinct().toList(), world.launches, story);
      assertEquals(failures, world.status.failedAttempts(), story);
      assertTrue(world.launches.size() <= failures + 2, story);
      if (isHolding) {
        assertEquals(Map.of(), world.settle().endsAreDone().jobs, story);
      }
    }
  }

  /** The first jobs fail, the next does its work. Ended ones go, and do not count. */
  private static void lives(World world, int failures) {
    world.endsAreDone();
    world.jobs.entrySet().stream()
        .filter(job -> job.getValue() instanceof JobState.Active)
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(
            number -> {
              if (world.failures < failures) {
                world.fail(number, Failure.TRANSIENT);
              } else {
                world.succeed(number);
              }
            });
  }
}
