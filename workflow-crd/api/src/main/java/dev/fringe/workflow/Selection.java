package dev.fringe.workflow;

import dev.fringe.workflow.schema.Field;
import dev.fringe.workflow.value.IndexRanges;
import dev.fringe.workflow.value.TimeRange;
import dev.fringe.workflow.value.UvRange;
import java.util.List;
import java.util.Optional;

/**
 * Which visibilities to use. Flagged ones and autocorrelations never are. What is selected must be
 * there: a channel, window or antenna that no input has is bad data.
 */
public record Selection(
    @Field(about = "Channels of each spectral window, counted from 0", otherwise = "all channels")
        Optional<IndexRanges> channels,
    @Field(about = "Spectral windows (IFs), counted from 0", otherwise = "all windows")
        Optional<IndexRanges> windows,
    @Field(about = "Times of observation, UTC", otherwise = "all times")
        Optional<TimeRange> timeRange,
    @Field(
            about = "Projected baseline lengths, in metres or in wavelengths",
            otherwise = "all baselines")
        Optional<UvRange> uvRange,
    @Field(
            about = "Names of antennas whose baselines are left out",
            otherwise = "none",
            most = 4096,
            longest = 64)
        List<String> excludeAntennas) {

  public Selection {
    channels = Absent.ifNull(channels);
    windows = Absent.ifNull(windows);
    timeRange = Absent.ifNull(timeRange);
    uvRange = Absent.ifNull(uvRange);
    excludeAntennas = Absent.ifNull(excludeAntennas);
  }
}
