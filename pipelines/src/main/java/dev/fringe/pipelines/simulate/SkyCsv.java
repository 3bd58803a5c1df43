package dev.fringe.pipelines.simulate;

import dev.fringe.imaging.direct.SkyComponent;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sky.TangentPlane;
import dev.fringe.imaging.sky.TangentPlane.DirectionCosines;
import dev.fringe.storage.BadDataException;
import dev.fringe.workflow.value.Frequency;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Sky models as CSV. A source stands at {@code ra, dec} (12:30:49.4 or degrees) or at {@code
 * l_arcsec, m_arcsec} east and north of the phase centre (direction cosines in arcseconds); it has
 * {@code i_jy} and perhaps {@code q_jy, u_jy, v_jy}, a {@code spectral_index} with its {@code
 * reference_frequency}, and as a Gaussian {@code major_arcsec, minor_arcsec} (full widths at half
 * maximum) and {@code pa_deg} from north through east.
 */
public final class SkyCsv {

  private static final double ARCSECOND = Math.toRadians(1.0 / 3600);
  private static final Set<String> COLUMNS =
      Set.of(
          "name",
          "ra",
          "dec",
          "l_arcsec",
          "m_arcsec",
          "i_jy",
          "q_jy",
          "u_jy",
          "v_jy",
          "spectral_index",
          "reference_frequency",
          "major_arcsec",
          "minor_arcsec",
          "pa_deg");

  private SkyCsv() {}

  /**
   * @param phaseCentre to which positions are made relative
   * @param frequencyHz at which fluxes hold that have no reference frequency
   * @throws BadDataException if the file does not hold a sky model; the message says where and why
   */
  public static List<SkySource> read(Path file, SkyPosition phaseCentre, double frequencyHz)
      throws IOException {
    CsvTable table = CsvTable.read(file);
    for (String column : table.header()) {
      if (!COLUMNS.contains(column)) {
        throw new BadDataException(
            "%s has a column %s, which is none of %s"
                .formatted(file, column, COLUMNS.stream().sorted().toList()));
      }
    }
    table.require("i_jy");
    boolean absolute = table.has("ra");
    if (absolute) {
      table.require("dec");
    } else {
      table.require("l_arcsec", "m_arcsec");
    }
    TangentPlane plane = new TangentPlane(phaseCentre);
    List<SkySource> sources = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      DirectionCosines place =
          absolute
              ? project(plane, row)
              : new DirectionCosines(
                  row.number("l_arcsec") * ARCSECOND, row.number("m_arcsec") * ARCSECOND);
      String name = row.text("name").orElse(Integer.toString(sources.size() + 1));
      sources.add(new SkySource(name, component(row, place, frequencyHz)));
    }
    return List.copyOf(sources);
  }

  private static DirectionCosines project(TangentPlane plane, CsvTable.Row row)
      throws BadDataException {
    String ra = row.text("ra").orElse("");
    String dec = row.text("dec").orElse("");
    SkyPosition position;
    try {
      position = SkyPosition.parse(ra, dec);
    } catch (IllegalArgumentException e) {
      throw row.fault("ra, dec", ra + " " + dec, e.getMessage());
    }
    return plane
        .project(position)
        .orElseThrow(
            () ->
                row.fault(
                    "ra, dec",
                    ra + " " + dec,
                    "it is more than 90° from the phase centre, "
                        + plane.centre().toSexagesimal()));
  }

  private static SkyComponent component(
      CsvTable.Row row, DirectionCosines place, double frequencyHz) throws BadDataException {
    double reference = frequencyHz;
    String text = row.text("reference_frequency").orElse("");
    if (!text.isEmpty()) {
      try {
        reference = Frequency.parse(text).hertz();
      } catch (IllegalArgumentException e) {
        throw row.fault("reference_frequency", text, e.getMessage());
      }
    }
    double major = row.numberOr("major_arcsec", 0);
    double minor = row.numberOr("minor_arcsec", major);
    try {
      return new SkyComponent(
          place.l(),
          place.m(),
          row.number("i_jy"),
          row.numberOr("q_jy", 0),
          row.numberOr("u_jy", 0),
          row.numberOr("v_jy", 0),
          reference,
          row.numberOr("spectral_index", 0),
          major * ARCSECOND,
          minor * ARCSECOND,
          Math.toRadians(row.numberOr("pa_deg", 0)));
    } catch (IllegalArgumentException e) {
      throw row.fault(e.getMessage());
    }
  }
}
