package dev.fringe.operator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

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
}
