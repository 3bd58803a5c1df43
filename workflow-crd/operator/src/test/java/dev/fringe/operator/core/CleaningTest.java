package dev.fringe.operator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.operator.core.Cleaning.CleaningJob;
import dev.fringe.operator.core.Cleaning.Step;
import dev.fringe.workflow.CleanUp;
import dev.fringe.workflow.status.Phase;
import dev.fringe.workflow.status.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CleaningTest {
  private static final Instant DELETED = Instant.parse("2026-03-01T10:00:00Z");
  private static final Optional<String> SCRATCH = Optional.of("s3://bucket/scratch");

  private static Step next(JobState state, Duration later) {
    return Cleaning.next(Optional.of(new CleaningJob(DELETED, state)), true, DELETED.plus(later));
  }

  private static WorkflowStatus ended(Phase phase, int attempts) {
    StatusChange change = new StatusChange(WorkflowStatus.none(), 1, DELETED);
    for (int number = 1; number <= attempts; number++) {
      change.launched(number, "w-" + number);
    }
    return change.phase(phase, "over").status();
  }

  @Test
  void aJobIsLaunchedWhenThereIsAPlaceAndWaitedFor() {
    assertInstanceOf(Step.Launch.class, Cleaning.next(Optional.empty(), true, DELETED));
    assertInstanceOf(Step.Wait.class, Cleaning.next(Optional.empty(), false, DELETED));
    assertInstanceOf(Step.Wait.class, next(new JobState.Active(), Duration.ofMinutes(10)));
    assertInstanceOf(Step.Wait.class, next(new JobState.Ending(), Duration.ofMinutes(1)));
    assertInstanceOf(Step.Done.class, next(new JobState.Succeeded(DELETED, ""), Duration.ZERO));
  }

  @Test
  void whatCannotBeRemovedIsToldAndHoldsNothingUp() {
    assertEquals(
        new Step.GiveUp("access denied"),
        next(
            new JobState.Failed(DELETED, JobState.Failure.TRANSIENT, "access denied"),
            Duration.ofMinutes(1)));
    assertEquals(
        new Step.GiveUp("its job has not ended within 11 minutes"),
        next(new JobState.Active(), Duration.ofMinutes(11)));
  }

  @Test
  void aJobThatTheClusterRefusesIsAskedForAgainForSomeTime() {
    assertInstanceOf(
        Step.Wait.class,
        Cleaning.refused("exceeded quota", false, DELETED, DELETED.plus(Duration.ofMinutes(9))));
    assertEquals(
        new Step.GiveUp("the cluster refuses its job: exceeded quota"),
        Cleaning.refused("exceeded quota", false, DELETED, DELETED.plus(Duration.ofMinutes(10))));
    assertInstanceOf(Step.GiveUp.class, Cleaning.refused("going", true, DELETED, DELETED));
  }

  @Test
  void onlyRunsThatKeptSomethingLeaveSomething() {
    assertFalse(Leftovers.mayBeThere(SCRATCH, CleanUp.NEVER, WorkflowStatus.none()));
    assertFalse(Leftovers.mayBeThere(Optional.empty(), CleanUp.NEVER, ended(Phase.FAILED, 3)));
    assertFalse(Leftovers.mayBeThere(SCRATCH, CleanUp.ON_SUCCESS, ended(Phase.SUCCEEDED, 1)));
    // An attempt before it may have had inputs of another version.
    assertTrue(Leftovers.mayBeThere(SCRATCH, CleanUp.ON_SUCCESS, ended(Phase.SUCCEEDED, 2)));
    assertTrue(Leftovers.mayBeThere(SCRATCH, CleanUp.NEVER, ended(Phase.SUCCEEDED, 1)));
    assertTrue(Leftovers.mayBeThere(SCRATCH, CleanUp.ALWAYS, ended(Phase.FAILED, 1)));
    assertTrue(Leftovers.mayBeThere(SCRATCH, CleanUp.ON_SUCCESS, ended(Phase.SUSPENDED, 1)));
  }

  @Test
  void namesOfJobsAreOfOneWorkflowAlone() {
    assertEquals("w-clean-0f3a8b1c-55aa", JobNames.ofCleaning("w", "0f3a8b1c-55aa-4d"));
    String longest = JobNames.ofCleaning("w".repeat(63), "0f3a8b1c-55aa-4d");
    assertEquals(63, longest.length());
    assertTrue(longest.endsWith("w-clean-0f3a8b1c-55aa"), longest);
  }
}
