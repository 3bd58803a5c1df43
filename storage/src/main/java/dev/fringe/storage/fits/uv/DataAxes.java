package dev.fringe.storage.fits.uv;

import dev.fringe.imaging.polarisation.Correlation;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.FitsHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The regular axes of visibilities, in whatever order they stand.
 *
 * @param complex real, imaginary and perhaps weight
 * @param stokes polarisation products, if there is such an axis
 * @param frequency channels
 * @param window IFs, if there is such an axis
 * @param rightAscension the phase centre, if there is such an axis; likewise declination
 * @param samples numbers in one group's data
 */
public record DataAxes(
    DataAxis complex,
    Optional<DataAxis> stokes,
    DataAxis frequency,
    Optional<DataAxis> window,
    Optional<DataAxis> rightAscension,
    Optional<DataAxis> declination,
    int samples) {
  private static final int LARGEST_GROUP = 1 << 28;

  /** The axes 2 to NAXIS of random groups. */
  public static DataAxes ofGroups(FitsHeader header) throws BadDataException {
    return of(header, "NAXIS", 2, (int) header.requiredInteger("NAXIS", 2, 999));
  }

  /**
   * The axes that cards such as MAXIS1, CTYPE1 ... describe.
   *
   * @param lengthKey stem of the cards with the lengths
   * @param first number of the first axis
   * @param last number of the last axis
   */
  public static DataAxes of(FitsHeader header, String lengthKey, int first, int last)
      throws BadDataException {
    List<DataAxis> axes = new ArrayList<>();
    long samples = 1;
    for (int number = first; number <= last; number++) {
      String key = lengthKey + number;
      int length = (int) header.requiredInteger(key, 1, Integer.MAX_VALUE);
      axes.add(DataAxis.read(header, number, length, (int) samples));
      samples *= length;
      if (samples > LARGEST_GROUP) {
        throw header.bad(
            key, "one group would have " + samples + " numbers; at most 2^28 are read");
      }
    }
    DataAxis complex = required(header, axes, "COMPLEX");
    if (complex.length() != 2 && complex.length() != 3) {
      throw header.bad(
          lengthKey + complex.number(), "the COMPLEX axis has 2 or 3 values: re, im, weight");
    }
    Optional<DataAxis> window = find(axes, "IF").or(() -> find(axes, "BAND"));
    if (window.isEmpty()) {
      window = axes.stream().filter(axis -> axis.type().isEmpty() && axis.length() > 1).findFirst();
    }
    DataAxes found =
        new DataAxes(
            complex,
            find(axes, "STOKES"),
            required(header, axes, "FREQ"),
            window,
            find(axes, "RA"),
            find(axes, "DEC"),
            (int) samples);
    found.refuseOthers(header, axes);
    return found;
  }

  private void refuseOthers(FitsHeader header, List<DataAxis> axes) throws BadDataException {
    long known =
        (long) complex.length()
            * stokes.map(DataAxis::length).orElse(1)
            * frequency.length()
            * window.map(DataAxis::length).orElse(1);
    if (known == samples) {
      return;
    }
    for (DataAxis axis : axes) {
      boolean read =
          axis.equals(complex)
              || axis.equals(frequency)
              || stokes.filter(axis::equals).isPresent()
              || window.filter(axis::equals).isPresent();
      if (!read && axis.length() > 1) {
        throw header.bad(
            "CTYPE" + axis.number(),
            "an axis of "
                + axis.length()
                + " values, which is none of COMPLEX, STOKES, FREQ, IF; 1 value is needed");
      }
    }
  }

  /** IFs, at least 1. */
  public int windows() {
    return window.map(DataAxis::length).orElse(1);
  }

  /** Channels of all IFs together. */
  public int channels() {
    return windows() * frequency.length();
  }

  /** Polarisation products, at least 1. */
  public int products() {
    return stokes.map(DataAxis::length).orElse(1);
  }

  /** The polarisation products in order; Stokes I where no axis tells. */
  public List<Correlation> correlations(FitsHeader header) throws BadDataException {
    if (stokes.isEmpty()) {
      return List.of(Correlation.I);
    }
    List<Correlation> products = new ArrayList<>();
    for (int pixel = 0; pixel < stokes.get().length(); pixel++) {
      int code = (int) Math.round(stokes.get().value(pixel));
      products.add(
          Correlation.ofFitsCode(code)
              .orElseThrow(
                  () ->
                      header.bad(
                          "CRVAL" + stokes.get().number(),
                          "the STOKES axis would hold code "
                              + code
                              + ", and codes are 1 to 4 (I Q U V), -1 to -4 (RR LL RL LR), -5 to"
                              + " -8 (XX YY XY YX)")));
    }
    return products;
  }

  /** Where in a group's data the real part of each sample stands, in the order of blocks. */
  public int[] realOffsets() {
    int[] offsets = new int[channels() * products()];
    int next = 0;
    for (int w = 0; w < windows(); w++) {
      for (int f = 0; f < frequency.length(); f++) {
        for (int s = 0; s < products(); s++) {
          offsets[next++] =
              w * window.map(DataAxis::stride).orElse(0)
                  + f * frequency.stride()
                  + s * stokes.map(DataAxis::stride).orElse(0);
        }
      }
    }
    return offsets;
  }

  private static DataAxis required(FitsHeader header, List<DataAxis> axes, String type)
      throws BadDataException {
    return find(axes, type)
        .orElseThrow(
            () ->
                new BadDataException(
                    header.file()
                        + ": no axis has CTYPE = '"
                        + type
                        + "'; visibilities need one. The axes are "
                        + axes.stream().map(DataAxis::type).toList()));
  }

  private static Optional<DataAxis> find(List<DataAxis> axes, String type) {
    return axes.stream()
        .filter(
            axis -> {
              String found = axis.type().toUpperCase(Locale.ROOT);
              return found.equals(type) || found.startsWith(type + "-");
            })
        .findFirst();
  }
}
