package dev.fringe.pipelines.products;

import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.pipelines.elements.InputFile;
import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.objects.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An input of a run as its provenance tells it.
 *
 * @param name a DID, an address or a path
 * @param location where it was read first
 * @param bytes size
 * @param version of the object, as its store tells it
 * @param adler32 8 hexadecimal digits; empty where not known
 * @param md5 32 hexadecimal digits; empty where not known
 */
record UsedInput(
    String name, String location, long bytes, String version, String adler32, String md5) {

  /**
   * The inputs of a run. Files of this machine whose checksum nobody has told are read once more
   * for it; distant ones are not, and known by the version that their store tells.
   */
  static List<UsedInput> of(ImagingRun run) throws IOException {
    List<UsedInput> inputs = new ArrayList<>();
    for (InputFile input : run.inputs()) {
      inputs.add(of(input));
    }
    return inputs;
  }

  private static UsedInput of(InputFile input) throws IOException {
    Location location = input.replicas().getFirst();
    if (input.hasChecksum() || !location.isLocal()) {
      return new UsedInput(
          input.name(), location.toString(), input.bytes(), input.version(), input.adler32(), "");
    }
    Checksums sums = Checksums.of(location.path());
    return new UsedInput(
        input.name(), location.toString(), sums.bytes(), "", sums.adler32(), sums.md5());
  }
}
