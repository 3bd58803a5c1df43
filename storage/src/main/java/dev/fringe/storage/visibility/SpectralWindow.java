package dev.fringe.storage.visibility;

import java.io.Serializable;

/**
 * An IF: evenly spaced channels.
 *
 * @param firstChannelHz centre of the first channel
 * @param channelWidthHz distance between channels; negative where frequency falls
 * @param channels number of channels, at least 1
 */
public record SpectralWindow(double firstChannelHz, double channelWidthHz, int channels)
    implements Serializable {

  /** Centre frequency of channel {@code channel}, counted from 0. */
  public double frequencyHz(int channel) {
    return firstChannelHz + channel * channelWidthHz;
  }
}
