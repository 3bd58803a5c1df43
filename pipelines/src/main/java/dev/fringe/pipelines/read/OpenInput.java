package dev.fringe.pipelines.read;

import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.elements.PassedOver;
import dev.fringe.storage.bytes.PieceSum;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.bytes.ReadAheadReader;
import dev.fringe.storage.bytes.SummingReader;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A visibility file of a run, opened: with its other replicas at hand, read ahead where it is
 * distant, and summed where its checksum is known.
 */
public final class OpenInput implements AutoCloseable {

  private final VisibilityFile file;
  private final Optional<SummingReader> summing;

  private OpenInput(VisibilityFile file, Optional<SummingReader> summing) {
    this.file = file;
    this.summing = summing;
  }

  /**
   * Opens an input; headers and small tables are read.
   *
   * @param told of replicas that are passed over
   */
  public static OpenInput of(InputFile input, Connections connections, Consumer<PassedOver> told)
      throws IOException {
    RangeReader bytes = bytes(input, connections, told);
    if (!input.hasChecksum()) {
      return new OpenInput(VisibilityFiles.open(bytes), Optional.empty());
    }
    SummingReader summing = SummingReader.over(bytes);
    return new OpenInput(VisibilityFiles.open(summing), Optional.of(summing));
  }

  /** The bytes of an input. */
  public static RangeReader bytes(
      InputFile input, Connections connections, Consumer<PassedOver> told) throws IOException {
    RangeReader bytes = ReplicaReader.open(input, connections::open, told);
    return input.isNear() ? bytes : ReadAheadReader.over(bytes);
  }

  public VisibilityFile file() {
    return file;
  }

  /** Checksums of the rows that were read; empty where the input has none to compare with. */
  public List<PieceSum> sums() {
    return summing.map(SummingReader::sums).orElse(List.of());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
