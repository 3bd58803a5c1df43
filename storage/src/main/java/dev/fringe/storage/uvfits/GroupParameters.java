package dev.fringe.storage.uvfits;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.SampleFormat;
import dev.fringe.storage.fits.uv.BaselineCode;
import dev.fringe.storage.uvfits.RandomParameters.Parameter;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Turns the random parameters of groups into the coordinates of rows. */
final class GroupParameters {
  private static final double JULIAN_DAY_OF_MJD_0 = 2_400_000.5;
  private static final double DAY_SECONDS = 86_400;

  private final String file;
  private final UvfitsSummary summary;
  private final RandomParameters parameters;
  private final SampleFormat format;

  GroupParameters(String file, UvfitsSummary summary) {
    this.file = file;
    this.summary = summary;
    this.parameters = summary.parameters();
    this.format = summary.layout().format();
  }

  /**
   * Fills in the coordinates of a block, and the weights of rows of other sources.
   *
   * @param groups bytes that begin with the parameters of the first row
   * @param rowBytes distance of rows in these
   */
  void decode(ByteBuffer groups, int rowBytes, long firstRow, VisibilityBlock block)
      throws BadDataException {
    int samples = block.channels() * block.correlations();
    for (int row = 0; row < block.rows(); row++) {
      int at = row * rowBytes;
      row(groups, at, block, row);
      summary
          .frequencies()
          .check(file, firstRow + row, integer(groups, at, parameters.frequencySetup()));
      if (summary.sources().skips(integer(groups, at, parameters.source()))) {
        Arrays.fill(block.weight(), row * samples, (row + 1) * samples, 0);
      }
    }
  }

  private void row(ByteBuffer groups, int at, VisibilityBlock block, int row) {
    block.uMetres()[row] = value(groups, at, parameters.u()) * parameters.uvMetres();
    block.vMetres()[row] = value(groups, at, parameters.v()) * parameters.uvMetres();
    block.wMetres()[row] = value(groups, at, parameters.w()) * parameters.uvMetres();
    block.timeMjd()[row] = mjd(groups, at);
    block.integrationSeconds()[row] =
        (float) parameters.integration().map(p -> value(groups, at, p)).orElse(0.0).doubleValue();
    double code = parameters.baseline().map(p -> value(groups, at, p)).orElse(0.0);
    boolean named = parameters.namesAntennas();
    int subarray =
        parameters
            .subarray()
            .map(p -> (int) value(groups, at, p))
            .orElse(BaselineCode.subarray(code));
    int raise = Math.max(0, subarray - 1) * summary.antennaTables().subarrayStride();
    block.antenna1()[row] =
        raise + (named ? integer(groups, at, parameters.antenna1()) : BaselineCode.antenna1(code));
    block.antenna2()[row] =
        raise + (named ? integer(groups, at, parameters.antenna2()) : BaselineCode.antenna2(code));
  }

  /** Adds up from the large to the small, which keeps the microseconds. */
  private double mjd(ByteBuffer groups, int at) {
    double day = -JULIAN_DAY_OF_MJD_0;
    for (Parameter date : parameters.dates()) {
      day += date.scaling().zero();
    }
    for (Parameter date : parameters.dates()) {
      day += date.scaling().scale() * stored(groups, at, date);
    }
    return day - summary.antennaTables().utcOffsetSeconds() / DAY_SECONDS;
  }

  private int integer(ByteBuffer groups, int at, Optional<Parameter> parameter) {
    return parameter.map(p -> (int) Math.round(value(groups, at, p))).orElse(0);
  }

  private double value(ByteBuffer groups, int at, Parameter parameter) {
    return parameter.scaling().apply(stored(groups, at, parameter));
  }

  private double stored(ByteBuffer groups, int at, Parameter parameter) {
    return format.value(groups, at + parameter.index() * format.bytes());
  }
}
