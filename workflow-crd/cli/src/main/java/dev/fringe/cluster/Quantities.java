package dev.fringe.cluster;

import dev.fringe.cluster.client.UsageException;
import io.fabric8.kubernetes.api.model.Quantity;

/** Amounts as Kubernetes writes them. */
final class Quantities {
  private Quantities() {}

  /**
   * Refuses what is none, or not above 0.
   *
   * @throws UsageException that names the option
   */
  static void check(String option, String quantity) {
    try {
      if (Quantity.getAmountInBytes(new Quantity(quantity)).signum() <= 0) {
        throw new IllegalArgumentException("not above 0");
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          option
              + " is \""
              + quantity
              + "\": write a quantity as Kubernetes has it, such as 2 or 8Gi");
    }
  }
}
