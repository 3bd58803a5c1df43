package dev.fringe.pipelines.read;

import dev.fringe.pipelines.elements.BrokenInputs;
import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.pipelines.elements.InputSum;
import dev.fringe.pipelines.elements.PassedOver;
import dev.fringe.storage.bytes.PieceSum;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.bytes.ReadAheadReader;
import dev.fringe.storage.bytes.WholeSum;
import dev.fringe.storage.objects.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares what a survey has read with the inputs' checksums. The survey reads every row once, in
 * ranges and on several workers; adler32 sums of the ranges make the sum of the file, so that a
 * replica is verified without being read twice. Only headers and tables are read again here. (An
 * MD5 has no such property: it is verified by {@code fringe lake verify}, not by a run.)
 */
public final class InputJudge {

  private final Connections connections;
  private final Consumer<PassedOver> told;

  /**
   * @param told of replicas that are passed over for reasons other than their sums
   */
  public InputJudge(Connections connections, Consumer<PassedOver> told) {
    this.connections = connections;
    this.told = told;
  }

  /**
   * Judges all inputs.
   *
   * @param sums of what was read
   * @return which replicas are broken, if what was read is not what was promised
   */
  public Optional<BrokenInputs> judge(List<InputFile> inputs, List<InputSum> sums)
      throws IOException {
    boolean isSound = true;
    List<PassedOver> broken = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      InputFile input = inputs.get(i);
      if (input.hasChecksum() && !wasSound(input, sumsOf(sums, i))) {
        isSound = false;
        for (Location replica : input.replicas()) {
          judge(input, replica).ifPresent(broken::add);
        }
      }
    }
    return isSound ? Optional.empty() : Optional.of(new BrokenInputs(broken));
  }

  private static List<PieceSum> sumsOf(List<InputSum> sums, int input) {
    return sums.stream().filter(sum -> sum.input() == input).map(InputSum::sum).toList();
  }

  private boolean wasSound(InputFile input, List<PieceSum> pieces) throws IOException {
    try (RangeReader bytes = OpenInput.bytes(input, connections, told)) {
      return WholeSum.of(pieces, bytes).equals(input.adler32());
    }
  }

  /** Reads a replica from end to end. */
  private Optional<PassedOver> judge(InputFile input, Location replica) {
    String reason;
    try (RangeReader bytes = ReadAheadReader.over(connections.open(replica))) {
      String sum = WholeSum.of(List.of(), bytes);
      if (bytes.size() == input.bytes() && sum.equals(input.adler32())) {
        return Optional.empty();
      }
      reason =
          "it has %d bytes of adler32 %s, and should have %d of %s"
              .formatted(bytes.size(), sum, input.bytes(), input.adler32());
    } catch (IOException e) {
      reason = String.valueOf(e.getMessage());
    }
    return Optional.of(new PassedOver(input.name(), replica.toString(), reason));
  }
}
