package dev.fringe.pipelines.simulate;

import dev.fringe.imaging.array.ArrayLayout;
import dev.fringe.imaging.array.Station;
import dev.fringe.storage.BadDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Array layouts as CSV: a comment that ends in the longitude and latitude of the reference position
 * in degrees, and columns east_m, north_m, up_m, perhaps name and diameter_m.
 *
 * <pre>
 * # stations of X, metres east, north, up of longitude latitude (deg, WGS84): 21.443803 -30.712925
 * east_m,north_m,up_m
 * 537.407471,-40.486412,2.084539
 * </pre>
 */
public final class LayoutCsv {

  private static final String NUMBER = "([-+]?\\d+(?:\\.\\d*)?)";
  private static final Pattern POSITION =
      Pattern.compile("longitude[ ,]+latitude.*?:\\s*" + NUMBER + "[\\s,]+" + NUMBER + "\\s*$");

  private LayoutCsv() {}

  /**
   * @throws BadDataException if the file does not hold a layout; the message says where and why
   */
  public static ArrayLayout read(Path file) throws IOException {
    CsvTable table = CsvTable.read(file);
    table.require("east_m", "north_m", "up_m");
    Matcher position =
        table.comments().stream()
            .map(POSITION::matcher)
            .filter(Matcher::find)
            .findFirst()
            .orElseThrow(
                () ->
                    new BadDataException(
                        file
                            + " does not say where the array stands: a comment line such as"
                            + " '# longitude latitude (deg): 21.44 -30.71' is needed"));
    List<Station> stations = new ArrayList<>();
    double diameter = 0;
    for (CsvTable.Row row : table.rows()) {
      Station station =
          new Station(
              row.text("name").orElse("S%03d".formatted(stations.size() + 1)),
              row.number("east_m"),
              row.number("north_m"),
              row.number("up_m"));
      for (int i = 0; i < stations.size(); i++) {
        if (stations.get(i).distanceMetres(station) == 0) {
          throw row.fault("the station stands where station " + (i + 1) + " stands already");
        }
      }
      stations.add(station);
      double own = row.numberOr("diameter_m", 0);
      if (own < 0) {
        throw row.fault("diameter_m", row.text("diameter_m").orElse(""), "it must not be negative");
      }
      diameter = Math.max(diameter, own);
    }
    try {
      return new ArrayLayout(
          name(file),
          Math.toRadians(Double.parseDouble(position.group(1))),
          Math.toRadians(Double.parseDouble(position.group(2))),
          diameter,
          stations);
    } catch (IllegalArgumentException e) {
      throw new BadDataException(file + ": " + e.getMessage(), e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "").toUpperCase(Locale.ROOT);
  }
}
