package dev.fringe.storage.fits.uv;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.SmallTable;
import dev.fringe.storage.fits.hdu.TableColumn;
import dev.fringe.storage.visibility.Antenna;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The antenna tables of a file, one for each subarray: AIPS AN or ARRAY_GEOMETRY, which agree in
 * what matters here.
 *
 * @param antennas of all tables
 * @param subarrayStride what is added to antenna numbers for each subarray after the first: 0 where
 *     all tables agree on who has which number
 * @param utcOffsetSeconds the file's clock minus UTC
 */
public record AntennaTables(List<Antenna> antennas, int subarrayStride, double utcOffsetSeconds) {
  private static final int STRIDE_STEP = 1000;

  public AntennaTables {
    antennas = List.copyOf(antennas);
  }

  /**
   * Reads the tables of a file.
   *
   * @param usual how station coordinates are turned if the stations' heights do not tell
   */
  public static AntennaTables read(List<SmallTable> tables, StationFrame.Turn usual)
      throws BadDataException {
    List<List<Antenna>> arrays = new ArrayList<>();
    for (SmallTable table : tables) {
      arrays.add(stations(table, usual));
    }
    int stride = stride(arrays);
    Map<Integer, Antenna> all = new HashMap<>();
    for (int array = 0; array < arrays.size(); array++) {
      for (Antenna antenna : arrays.get(array)) {
        int number = antenna.number() + array * stride;
        all.putIfAbsent(number, renumbered(antenna, number));
      }
    }
    List<Antenna> antennas =
        all.values().stream().sorted((a, b) -> Integer.compare(a.number(), b.number())).toList();
    double offset = tables.isEmpty() ? 0 : utcOffsetSeconds(tables.getFirst().header());
    return new AntennaTables(antennas, stride, offset);
  }

  /** TIMSYS, which some files spell TIMESYS; old AIPS files count atomic time. */
  private static double utcOffsetSeconds(FitsHeader header) {
    String system =
        header
            .text("TIMSYS")
            .or(() -> header.text("TIMESYS"))
            .orElse("UTC")
            .toUpperCase(Locale.ROOT);
    double offset = header.number("DATUTC").orElse(0);
    boolean atomic = system.startsWith("IAT") || system.startsWith("TAI");
    return atomic && offset == 0 ? header.number("IATUTC").orElse(0) : offset;
  }

  private static List<Antenna> stations(SmallTable table, StationFrame.Turn usual)
      throws BadDataException {
    FitsHeader header = table.header();
    TableColumn position = table.layout().requiredNumbers("STABXYZ", 3);
    TableColumn number = table.layout().requiredNumbers("NOSTA", 1);
    double[] array = {
      header.number("ARRAYX").orElse(0),
      header.number("ARRAYY").orElse(0),
      header.number("ARRAYZ").orElse(0)
    };
    double hand = isLeftHanded(header, array) ? -1 : 1;
    List<double[]> positions = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      positions.add(
          new double[] {
            table.number(row, position, 0),
            hand * table.number(row, position, 1),
            table.number(row, position, 2)
          });
    }
    List<double[]> geocentric = StationFrame.geocentric(array, positions, usual);
    List<Antenna> stations = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      double[] p = geocentric.get(row);
      double diameter = table.number(row, "DIAMETER", 0).orElse(0.0);
      stations.add(
          new Antenna(
              (int) table.number(row, number, 0),
              table.text(row, "ANNAME"),
              p[0],
              p[1],
              p[2],
              diameter > 0 && Double.isFinite(diameter) ? diameter : 0));
    }
    return stations;
  }

  /** Before XYZHAND was invented, VLBI tables had y towards the west, and only they. */
  private static boolean isLeftHanded(FitsHeader header, double[] array) {
    Optional<String> hand = header.text("XYZHAND").filter(text -> !text.isEmpty());
    return hand.map(text -> text.toUpperCase(Locale.ROOT).startsWith("L"))
        .orElse(StationFrame.isGeocentric(array));
  }

  private static int stride(List<List<Antenna>> arrays) {
    Map<Integer, String> names = new HashMap<>();
    boolean conflict = false;
    int largest = 0;
    for (Antenna antenna : arrays.stream().flatMap(List::stream).toList()) {
      String known = names.putIfAbsent(antenna.number(), antenna.name());
      conflict |= known != null && !known.equals(antenna.name());
      largest = Math.max(largest, antenna.number());
    }
    return conflict ? (largest / STRIDE_STEP + 1) * STRIDE_STEP : 0;
  }

  private static Antenna renumbered(Antenna a, int number) {
    return new Antenna(number, a.name(), a.xMetres(), a.yMetres(), a.zMetres(), a.diameterMetres());
  }
}
