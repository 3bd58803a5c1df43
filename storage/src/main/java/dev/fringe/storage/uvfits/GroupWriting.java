package dev.fringe.storage.uvfits;

import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.storage.fits.uv.BaselineCode;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * How rows become the random parameters of groups.
 *
 * @param parameters their PTYPEs in order
 * @param referenceDay modified Julian day, whole, from which dates count
 */
record GroupWriting(List<String> parameters, double referenceDay) {
  private static final int LARGEST_SMALL = 255;

  /** Steps of the first DATE; the second holds the rest, to some microseconds. */
  private static final double DATE_STEPS_PER_DAY = 2048;

  GroupWriting {
    parameters = List.copyOf(parameters);
  }

  /** BASELINE where it can name every antenna; ANTENNA1 and ANTENNA2 past 255. */
  static GroupWriting of(int largestAntenna, double referenceDay) {
    List<String> parameters = new ArrayList<>(List.of("UU", "VV", "WW", "DATE", "DATE"));
    if (largestAntenna <= BaselineCode.LARGEST_ANTENNA) {
      parameters.add("BASELINE");
    }
    if (largestAntenna > LARGEST_SMALL) {
      parameters.addAll(List.of("ANTENNA1", "ANTENNA2", "SUBARRAY"));
    }
    parameters.add("INTTIM");
    return new GroupWriting(parameters, referenceDay);
  }

  /** Puts the parameters of a row at the start of {@code target}. */
  void put(VisibilityBlock block, int row, float[] target, int at) {
    double days = block.timeMjd()[row] - referenceDay;
    double coarse = (float) (Math.floor(days * DATE_STEPS_PER_DAY) / DATE_STEPS_PER_DAY);
    boolean first = true;
    int next = at;
    for (String parameter : parameters) {
      double value =
          switch (parameter) {
            case "UU" -> block.uMetres()[row] / SampleBlock.SPEED_OF_LIGHT;
            case "VV" -> block.vMetres()[row] / SampleBlock.SPEED_OF_LIGHT;
            case "WW" -> block.wMetres()[row] / SampleBlock.SPEED_OF_LIGHT;
            case "DATE" -> first ? coarse : days - coarse;
            case "BASELINE" -> BaselineCode.encode(block.antenna1()[row], block.antenna2()[row]);
            case "ANTENNA1" -> block.antenna1()[row];
            case "ANTENNA2" -> block.antenna2()[row];
            case "SUBARRAY" -> 1;
            default -> block.integrationSeconds()[row];
          };
      first &= !parameter.equals("DATE");
      target[next++] = (float) value;
    }
  }
}
