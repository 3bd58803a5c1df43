package dev.fringe.bridge.flight;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.ChannelRange;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.VisibilityBlock;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The columns that visibilities have: a record for each row of the file. */
final class VisibilityColumns {
  private static final String ROW = "row";
  private static final List<String> SAMPLES = List.of("visibility", "weight", "flag");

  private VisibilityColumns() {}

  static List<Field> fields(int channels, int correlations) {
    return List.of(
        Fields.of(ROW, Fields.LONG, "", "Row of the file, counted from 0"),
        Fields.of("time", Fields.DOUBLE, "d", "Modified Julian date, UTC, of the middle"),
        Fields.of("u", Fields.DOUBLE, "m", "u as the file has it"),
        Fields.of("v", Fields.DOUBLE, "m", "v as the file has it"),
        Fields.of("w", Fields.DOUBLE, "m", "w as the file has it"),
        Fields.of("antenna1", Fields.INT, "", "Number of the first antenna"),
        Fields.of("antenna2", Fields.INT, "", "Number of the second antenna"),
        Fields.of("integration", Fields.FLOAT, "s", "Integration; 0 where not known"),
        Fields.tensors(
            "visibility",
            Fields.FLOAT,
            List.of(channels, correlations, 2),
            List.of("channel", "correlation", "complex"),
            "Jy",
            "Real and imaginary part"),
        Fields.tensors(
            "weight",
            Fields.FLOAT,
            List.of(channels, correlations),
            List.of("channel", "correlation"),
            "",
            "Weight as the file has it; not above 0 where flagged"),
        Fields.lists(
            "flag",
            ArrowType.Bool.INSTANCE,
            Math.multiplyExact(channels, correlations),
            "",
            "Whether flagged, correlation by correlation of each channel"));
  }

  /** Whether a column is of samples, for which channels must be read. */
  static boolean isOfSamples(String column) {
    return SAMPLES.contains(column);
  }

  /** Bytes of a record that a field makes. */
  static long bytes(Field field, int samples) {
    return switch (field.getName()) {
      case "antenna1", "antenna2", "integration" -> 4;
      case "visibility" -> 8L * samples;
      case "weight" -> 4L * samples;
      case "flag" -> (samples + 7L) / 8;
      default -> 8;
    };
  }

  /** What the observation is, as JSON. */
  static String describe(Observation observation, ChannelRange channels) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("telescope", observation.telescope());
    map.put("instrument", observation.instrument());
    map.put("object", observation.object());
    map.put("observer", observation.observer());
    if (Double.isFinite(observation.startMjd())) {
      map.put("start_mjd", observation.startMjd());
    }
    map.put("ra_deg", Math.toDegrees(observation.rightAscensionRadians()));
    map.put("dec_deg", Math.toDegrees(observation.declinationRadians()));
    map.put("equinox", observation.equinox());
    map.put("first_channel", channels.first());
    map.put(
        "frequencies_hz",
        Arrays.copyOfRange(observation.frequenciesHz(), channels.first(), channels.end()));
    map.put("correlations", observation.correlations().stream().map(Correlation::name).toList());
    map.put("antennas", observation.antennas().stream().map(VisibilityColumns::describe).toList());
    map.put("rows", observation.groups());
    return Fields.json(map);
  }

  private static Map<String, Object> describe(Antenna antenna) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("number", antenna.number());
    map.put("name", antenna.name());
    map.put("x_m", antenna.xMetres());
    map.put("y_m", antenna.yMetres());
    map.put("z_m", antenna.zMetres());
    map.put("diameter_m", antenna.diameterMetres());
    return map;
  }

  /**
   * Fills a column.
   *
   * @param firstRow of the file, which is row 0 of the block
   * @param rows rows of the block that are taken, the first {@code count} of the array
   */
  static void fill(
      FieldVector vector, VisibilityBlock block, long firstRow, int[] rows, int count) {
    int samples = block.channels() * block.correlations();
    switch (vector.getName()) {
      case ROW -> {
        ByteBuffer target = Fill.values(vector, count);
        for (int i = 0; i < count; i++) {
          target.putLong(firstRow + rows[i]);
        }
      }
      case "time" -> Fill.doubles(vector, block.timeMjd(), rows, count);
      case "u" -> Fill.doubles(vector, block.uMetres(), rows, count);
      case "v" -> Fill.doubles(vector, block.vMetres(), rows, count);
      case "w" -> Fill.doubles(vector, block.wMetres(), rows, count);
      case "antenna1" -> Fill.integers(vector, block.antenna1(), rows, count);
      case "antenna2" -> Fill.integers(vector, block.antenna2(), rows, count);
      case "integration" -> Fill.floats(vector, block.integrationSeconds(), rows, count);
      case "visibility" ->
          Fill.pairLists(vector, block.real(), block.imaginary(), samples, rows, count);
      case "weight" -> Fill.floatLists(vector, block.weight(), samples, rows, count);
      case "flag" -> Fill.flagLists(vector, block.weight(), samples, rows, count);
      default -> throw new IllegalArgumentException("no column is called " + vector.getName());
    }
  }
}
