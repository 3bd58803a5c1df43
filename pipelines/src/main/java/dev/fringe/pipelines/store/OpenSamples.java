package dev.fringe.pipelines.store;

import dev.fringe.imaging.gridding.PackedSamples;
import java.util.ArrayList;
import java.util.List;

/** Parts of packed visibilities, mapped until this is closed. */
public final class OpenSamples implements AutoCloseable {

  private final List<PackedSamples> parts = new ArrayList<>();
  private final List<Runnable> closers = new ArrayList<>();

  void add(PackedSamples part, Runnable closer) {
    parts.add(part);
    closers.add(closer);
  }

  public List<PackedSamples> parts() {
    return List.copyOf(parts);
  }

  public long count() {
    return parts.stream().mapToLong(PackedSamples::samples).sum();
  }

  @Override
  public void close() {
    closers.forEach(Runnable::run);
  }
}
