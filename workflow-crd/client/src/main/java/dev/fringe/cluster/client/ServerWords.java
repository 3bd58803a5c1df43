package dev.fringe.cluster.client;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;

/** What an API server says. */
public final class ServerWords {
  private ServerWords() {}

  /** A client's own message begins with the whole request; what the server says comes first. */
  public static String of(KubernetesClientException refused) {
    if (refused.getStatus() != null && refused.getStatus().getMessage() != null) {
      return refused.getStatus().getMessage();
    } else if (refused.getCause() instanceof IOException lost) {
      return "the cluster cannot be reached: " + lost.getMessage();
    }
    return refused.getMessage() == null ? refused.toString() : refused.getMessage();
  }
}
