package dev.fringe.storage.uvfits;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.bytes.AtomicFile;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.HduSum;
import dev.fringe.storage.fits.hdu.HeaderBuilder;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Writes UVFITS that other programs open: random groups in single precision, with complete AIPS AN
 * and FQ tables. Blocks are written as they come, in bounded memory; the file appears under its
 * name only when {@link #finish} has written its last byte, and closed before that, the writer
 * leaves nothing.
 */
public final class UvfitsWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int COMPLEX = 3;

  private final AtomicFile file;
  private final Observation observation;
  private final GroupWriting writing;
  private final HeaderBuilder header;
  private final int[] productOrder;
  private final HduSum sum = new HduSum();
  private final float[] group;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private long groups;

  private UvfitsWriter(
      AtomicFile file,
      Observation observation,
      GroupWriting writing,
      HeaderBuilder header,
      int[] productOrder) {
    this.file = file;
    this.observation = observation;
    this.writing = writing;
    this.header = header;
    this.productOrder = productOrder;
    this.group =
        new float
            [writing.parameters().size()
                + COMPLEX * observation.channels() * observation.correlations().size()];
    if (group.length * Float.BYTES > BUFFER_BYTES) {
      buffer = ByteBuffer.allocateDirect(group.length * Float.BYTES);
    }
  }

  /**
   * Begins a file.
   *
   * @param observation what was observed; its number of groups does not matter. Antenna numbers
   *     must be at least 1, all windows must have as many channels, and the correlations must fit
   *     one FITS axis (RR LL RL LR, XX YY XY YX, I Q U V, or evenly spaced ones of these), in any
   *     order
   * @param software name and version of the program
   * @param history lines for HISTORY, perhaps none
   */
  public static UvfitsWriter create(
      Path target, Observation observation, String software, String history) throws IOException {
    int largest = checkAntennas(observation.antennas());
    checkWindows(observation);
    List<Correlation> products =
        observation.correlations().stream()
            .sorted(Comparator.comparingInt(product -> Math.abs(product.fitsCode())))
            .toList();
    checkSpacing(products);
    int[] order = products.stream().mapToInt(observation.correlations()::indexOf).toArray();
    double day = Double.isFinite(observation.startMjd()) ? Math.floor(observation.startMjd()) : 0;
    GroupWriting writing = GroupWriting.of(largest, day);
    HeaderBuilder header = UvfitsHeader.of(observation, products, writing, software, history);
    AtomicFile file = AtomicFile.create(target);
    try {
      file.write(header.toBytes());
      return new UvfitsWriter(file, observation, writing, header, order);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Appends rows. */
  public void write(VisibilityBlock block) throws IOException {
    int products = observation.correlations().size();
    if (block.channels() != observation.channels() || block.correlations() != products) {
      throw new IllegalArgumentException(
          "a block of %d channels and %d correlations does not fit a file of %d and %d"
              .formatted(block.channels(), block.correlations(), observation.channels(), products));
    }
    for (int row = 0; row < block.rows(); row++) {
      if (buffer.remaining() < group.length * Float.BYTES) {
        flush();
      }
      writing.put(block, row, group, 0);
      int to = writing.parameters().size();
      for (int channel = 0; channel < block.channels(); channel++) {
        int from = (row * block.channels() + channel) * products;
        for (int product : productOrder) {
          group[to] = block.real()[from + product];
          group[to + 1] = block.imaginary()[from + product];
          group[to + 2] = block.weight()[from + product];
          to += COMPLEX;
        }
      }
      buffer.asFloatBuffer().put(group);
      buffer.position(buffer.position() + group.length * Float.BYTES);
    }
    groups += block.rows();
  }

  private void flush() throws IOException {
    buffer.flip();
    sum.add(buffer);
    file.write(buffer);
    buffer.clear();
  }

  /** Completes the file and gives it its name. */
  public void finish() throws IOException {
    flush();
    long data = groups * group.length * Float.BYTES;
    file.write(ByteBuffer.allocate((int) (FitsHeader.roundUp(data) - data)));
    file.write(UvfitsTables.antennas(observation, writing.referenceDay()).toBytes());
    file.write(UvfitsTables.frequencies(observation).toBytes());
    header.integer("GCOUNT", groups, "groups");
    file.writeAt(0, sum.seal(header));
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static int checkAntennas(List<Antenna> antennas) {
    int largest = 0;
    for (Antenna antenna : antennas) {
      if (antenna.number() < 1) {
        throw new IllegalArgumentException(
            "antenna " + antenna.name() + " has number " + antenna.number() + "; 1 is the first");
      }
      largest = Math.max(largest, antenna.number());
    }
    return largest;
  }

  private static void checkWindows(Observation observation) {
    if (observation.windows().stream().mapToInt(w -> w.channels()).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "UVFITS needs as many channels in every window, at least one: " + observation.windows());
    }
  }

  private static void checkSpacing(List<Correlation> products) {
    for (int i = 1; i < products.size(); i++) {
      int step = products.get(1).fitsCode() - products.get(0).fitsCode();
      if (products.get(i).fitsCode() - products.get(i - 1).fitsCode() != step) {
        throw new IllegalArgumentException(
            "the correlations " + products + " cannot stand on one FITS axis");
      }
    }
  }
}
