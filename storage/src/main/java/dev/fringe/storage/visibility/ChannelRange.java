package dev.fringe.storage.visibility;

import java.io.Serializable;

/**
 * Channels that follow each other, counted from 0 through all windows in turn.
 *
 * @param first the first
 * @param count how many; 0 where only the coordinates of rows are wanted
 */
public record ChannelRange(int first, int count) implements Serializable {
  /** No channel: coordinates only. */
  public static final ChannelRange NONE = new ChannelRange(0, 0);

  public ChannelRange {
    if (first < 0 || count < 0) {
      throw new IllegalArgumentException(
          "channels from " + first + " on, " + count + " of them: neither may be negative");
    }
  }

  /** All channels of an observation. */
  public static ChannelRange all(Observation observation) {
    return new ChannelRange(0, observation.channels());
  }

  /** The channel after the last. */
  public int end() {
    return first + count;
  }
}
