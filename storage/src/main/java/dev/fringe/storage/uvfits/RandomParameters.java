package dev.fringe.storage.uvfits;

import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The random parameters of a group, found by their names.
 *
 * @param u metres of u are {@code scaling · uvMetres}; likewise v and w
 * @param dates one or two, to be added: Julian days
 * @param baseline BASELINE
 * @param antenna1 ANTENNA1, which outranks BASELINE where both antennas stand; likewise antenna2
 * @param subarray SUBARRAY
 * @param source SOURCE
 * @param frequencySetup FREQSEL
 * @param integration INTTIM, seconds
 * @param uvMetres metres in one unit of u, v and w
 */
record RandomParameters(
    Parameter u,
    Parameter v,
    Parameter w,
    List<Parameter> dates,
    Optional<Parameter> baseline,
    Optional<Parameter> antenna1,
    Optional<Parameter> antenna2,
    Optional<Parameter> subarray,
    Optional<Parameter> source,
    Optional<Parameter> frequencySetup,
    Optional<Parameter> integration,
    double uvMetres) {
  /** A parameter: its place among the group's parameters, and its scaling. */
  record Parameter(int index, String type, Scaling scaling) {}

  RandomParameters {
    dates = List.copyOf(dates);
  }

  static RandomParameters read(FitsHeader header, int count, double referenceHz)
      throws BadDataException {
    List<Parameter> all = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String type = header.textOrEmpty("PTYPE" + i).toUpperCase(Locale.ROOT);
      boolean read = !type.isEmpty();
      all.add(new Parameter(i - 1, type, read ? Scaling.ofParameter(header, i) : Scaling.IDENTITY));
    }
    Parameter u = coordinate(header, all, "UU");
    Parameter v = coordinate(header, all, "VV");
    Parameter w = coordinate(header, all, "WW");
    List<Parameter> dates =
        all.stream().filter(p -> p.type().equals("DATE") || p.type().equals("_DATE")).toList();
    if (dates.isEmpty()) {
      throw missing(header, "DATE", all);
    }
    RandomParameters found =
        new RandomParameters(
            u,
            v,
            w,
            dates,
            find(all, "BASELINE"),
            find(all, "ANTENNA1"),
            find(all, "ANTENNA2"),
            find(all, "SUBARRAY"),
            find(all, "SOURCE"),
            find(all, "FREQSEL"),
            find(all, "INTTIM"),
            uvMetres(u, referenceHz));
    if (found.baseline.isEmpty() && !found.namesAntennas()) {
      throw missing(header, "BASELINE (or ANTENNA1 and ANTENNA2)", all);
    }
    return found;
  }

  boolean namesAntennas() {
    return antenna1.isPresent() && antenna2.isPresent();
  }

  /**
   * u, v and w are seconds of light once PSCAL is applied (AIPS memo 117, table 3). AIPS keeps them
   * in wavelengths at the reference frequency, under the name UU-L, and writes PSCAL = 1 /
   * frequency with them; a UU-L whose PSCAL does no such thing is still in wavelengths.
   */
  private static double uvMetres(Parameter u, double referenceHz) {
    boolean wavelengths = u.type().startsWith("UU-L") && u.scaling().scale() == 1;
    return wavelengths ? SampleBlock.SPEED_OF_LIGHT / referenceHz : SampleBlock.SPEED_OF_LIGHT;
  }

  private static Parameter coordinate(FitsHeader header, List<Parameter> all, String name)
      throws BadDataException {
    return all.stream()
        .filter(p -> p.type().equals(name) || p.type().startsWith(name + "-"))
        .findFirst()
        .orElseThrow(() -> missing(header, name, all));
  }

  private static Optional<Parameter> find(List<Parameter> all, String type) {
    return all.stream().filter(p -> p.type().equals(type)).findFirst();
  }

  private static BadDataException missing(FitsHeader header, String name, List<Parameter> all) {
    return new BadDataException(
        header.file()
            + ": no PTYPE card names a parameter "
            + name
            + "; visibilities need one. The parameters are "
            + all.stream().map(Parameter::type).toList());
  }
}
