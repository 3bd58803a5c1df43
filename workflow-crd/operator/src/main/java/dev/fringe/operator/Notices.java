package dev.fringe.operator;

import dev.fringe.operator.core.Decision.Notice;
import dev.fringe.workflow.Workflow;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events of workflows and schedules. */
public final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final int LONGEST = 1000;

  private final KubernetesClient client;
  private final Clock clock;

  /** Of a cluster. */
  public Notices(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  KubernetesClient client() {
    return client;
  }

  void tell(WorkflowResource about, Notice notice) {
    tell(about, notice.isWarning(), notice.reason(), notice.message());
  }

  /** An event that cannot be written is no reason to hold the work up. */
  public void tell(HasMetadata about, boolean isWarning, String reason, String message) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    try {
      client
          .v1()
          .events()
          .inNamespace(about.getMetadata().getNamespace())
          .resource(
              new EventBuilder()
                  .withNewMetadata()
                  .withGenerateName(about.getMetadata().getName() + ".")
                  .withNamespace(about.getMetadata().getNamespace())
                  .endMetadata()
                  .withNewInvolvedObject()
                  .withApiVersion(Workflow.API_VERSION)
                  .withKind(about.getKind())
                  .withName(about.getMetadata().getName())
                  .withNamespace(about.getMetadata().getNamespace())
                  .withUid(about.getMetadata().getUid())
                  .endInvolvedObject()
                  .withType(isWarning ? "Warning" : "Normal")
                  .withReason(reason)
                  .withMessage(message.length() > LONGEST ? message.substring(0, LONGEST) : message)
                  .withNewSource()
                  .withComponent("fringe-operator")
                  .endSource()
                  .withFirstTimestamp(now)
                  .withLastTimestamp(now)
                  .withCount(1)
                  .build())
          .create();
    } catch (KubernetesClientException e) {
      LOG.warn("an event about {} was not written", about.getMetadata().getName(), e);
    }
  }
}
