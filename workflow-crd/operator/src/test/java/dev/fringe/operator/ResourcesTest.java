package dev.fringe.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fringe.workflow.status.Phase;
import dev.fringe.workflow.status.WorkflowStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourcesTest {

  /** As of a workflow that was suspended when it came: nothing but its phase is known. */
  @Test
  void aStatusWithoutListsIsReadAsItWasWritten() {
    WorkflowResource resource = new WorkflowResource();
    resource.setStatus(Map.of("phase", "Suspended", "observedGeneration", 1));
    WorkflowStatus status = Resources.status(resource);
    assertEquals(Optional.of(Phase.SUSPENDED), status.phase());
    assertEquals(List.of(), status.conditions());
    assertEquals(List.of(), status.products());
    resource.setStatus(Resources.tree(status));
    assertEquals(status, Resources.status(resource));
  }
}
