package dev.fringe.storage.uvfits;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fits.hdu.SampleFormat;

/**
 * Where the groups of a file lie.
 *
 * @param format of every number
 * @param parameters random parameters of a group
 * @param samples numbers in a group's data, which follow the parameters
 * @param groups in the file
 * @param offset first byte of the first group
 */
record GroupLayout(SampleFormat format, int parameters, int samples, long groups, long offset) {
  private static final int MOST_PARAMETERS = 999;

  /**
   * Reads the layout and holds it against the length of the file, so that nothing later can run
   * past its end.
   */
  static GroupLayout of(RangeReader file, Hdu primary, int samples) throws BadDataException {
    FitsHeader header = primary.header();
    GroupLayout layout =
        new GroupLayout(
            SampleFormat.of(header),
            (int) header.requiredInteger("PCOUNT", 1, MOST_PARAMETERS),
            samples,
            header.requiredInteger("GCOUNT", 0, Long.MAX_VALUE),
            primary.dataOffset());
    if (layout.groups == 0) {
      throw header.bad("GCOUNT", "the file holds no visibilities; at least 1 group is needed");
    }
    long held = Math.max(0, file.size() - layout.offset) / layout.groupBytes();
    if (held < layout.groups) {
      throw header.bad(
          "GCOUNT",
          "the file ends after "
              + held
              + " whole groups of "
              + layout.groupBytes()
              + " bytes; it was cut short, or GCOUNT should be "
              + held);
    }
    return layout;
  }

  /** Numbers in one group. */
  int groupValues() {
    return parameters + samples;
  }

  /** Length of one group. */
  int groupBytes() {
    return groupValues() * format.bytes();
  }
}
