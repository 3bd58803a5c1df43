package dev.fringe.pipelines.elements;

import java.io.Serializable;

/**
 * A copy of an input that was not used.
 *
 * @param input name of the input
 * @param replica address of the copy
 * @param reason why not
 */
public record PassedOver(String input, String replica, String reason) implements Serializable {

  @Override
  public String toString() {
    return "%s: the replica %s is passed over: %s".formatted(input, replica, reason);
  }
}
