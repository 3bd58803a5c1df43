package dev.fringe.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes statuses on condition that nothing has changed since the resource was read. The
 * framework's own {@link UpdateControl#patchStatus} makes no condition, and takes what somebody
 * else has written a moment before for its own: of that nobody would be told, a deletion included.
 */
public final class StatusWrites {
  private static final Logger LOG = LoggerFactory.getLogger(StatusWrites.class);

  /** What others have written will have reached our caches by then. */
  private static final Duration AFTER_A_CONFLICT = Duration.ofSeconds(2);

  private StatusWrites() {}

  /**
   * Writes a status.
   *
   * @param resource as it was read, with its new status
   * @return whether it is written; if not, the resource has changed or gone meanwhile, and is to be
   *     looked at {@link #again()}
   * @throws KubernetesClientException if the cluster does not take it for another reason
   */
  public static <R extends HasMetadata> boolean write(R resource, Context<R> context) {
    try {
      context.resourceOperations().updatePrimaryStatus(resource);
      return true;
    } catch (KubernetesClientException e) {
      boolean isOvertaken =
          e.getCode() == HttpURLConnection.HTTP_CONFLICT
              || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
      if (!isOvertaken) {
        throw e;
      }
      LOG.info(
          "{}/{} has changed meanwhile, and is looked at again",
          resource.getMetadata().getNamespace(),
          resource.getMetadata().getName());
      return false;
    }
  }

  /** Looks at a resource again that somebody else has changed. */
  public static <R extends HasMetadata> UpdateControl<R> again() {
    return rest(Optional.of(AFTER_A_CONFLICT));
  }

  /** Nothing more to write; the resource is looked at again then, if ever. */
  public static <R extends HasMetadata> UpdateControl<R> rest(Optional<Duration> again) {
    UpdateControl<R> rest = UpdateControl.noUpdate();
    again.ifPresent(rest::rescheduleAfter);
    return rest;
  }
}
