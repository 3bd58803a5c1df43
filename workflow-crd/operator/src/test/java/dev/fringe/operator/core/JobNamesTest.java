package dev.fringe.operator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobNamesTest {
  @Test
  void aJobIsNamedByItsWorkflowAndAttempt() {
    assertEquals("m87-1", JobNames.of("m87", 1));
  }

  @Test
  void longNamesAreCutAndStayApart() {
    String one = JobNames.of("a".repeat(62) + "b", 12);
    assertTrue(one.length() <= 63 && one.endsWith("-12"), one);
    assertNotEquals(one, JobNames.of("a".repeat(62) + "c", 12));
  }

  /** Flink's operator has 45 characters, a letter first and no dots. */
  @ParameterizedTest
  @ValueSource(
      strings = {"m87", "3c273", "m.87", "a-name-that-is-longer-than-flink-will-ever-let-it"})
  void aFlinkDeploymentsNameIsOneThatFlinkTakes(String workflow) {
    String name = JobNames.ofDeployment(workflow, 12);
    assertTrue(name.matches("[a-z]([-a-z0-9]*[a-z0-9])?") && name.length() <= 45, name);
    assertTrue(name.endsWith("-12"), name);
    assertNotEquals(name, JobNames.ofDeployment("w-" + workflow.replace('.', '-'), 12));
  }

  @Test
  void aShortFlinkDeploymentsNameIsAJobs() {
    assertEquals("m87-1", JobNames.ofDeployment("m87", 1));
  }
}
