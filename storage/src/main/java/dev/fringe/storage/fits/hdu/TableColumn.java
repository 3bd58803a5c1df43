package dev.fringe.storage.fits.hdu;

import java.nio.ByteBuffer;

/**
 * A column of a binary table.
 *
 * @param name TTYPE, or an empty text
 * @param type the letter of TFORM: L X B I J K A E D C M P Q
 * @param repeat elements in a row, perhaps 0
 * @param offset first byte within a row
 * @param scale TSCAL, 1 where missing
 * @param zero TZERO, 0 where missing
 */
public record TableColumn(
    String name, char type, int repeat, int offset, double scale, double zero) {

  /** Bytes of one element; 0 for bits, which are packed. */
  static int elementBytes(char type) {
    return switch (type) {
      case 'L', 'B', 'A' -> 1;
      case 'I' -> 2;
      case 'J', 'E' -> 4;
      case 'K', 'D', 'C', 'P' -> 8;
      case 'M', 'Q' -> 16;
      case 'X' -> 0;
      default -> -1;
    };
  }

  /** Bytes of one element. */
  public int elementBytes() {
    return elementBytes(type);
  }

  /**
   * An element, scaled.
   *
   * @param rows bytes of rows
   * @param row index of the first byte of the row
   */
  public double value(ByteBuffer rows, int row, int element) {
    int at = row + offset + element * elementBytes();
    double raw =
        switch (type) {
          case 'B' -> rows.get(at) & 0xff;
          case 'I' -> rows.getShort(at);
          case 'J' -> rows.getInt(at);
          case 'K' -> rows.getLong(at);
          case 'E' -> rows.getFloat(at);
          case 'D' -> rows.getDouble(at);
          default -> throw new IllegalArgumentException(this + " is not numeric");
        };
    return raw * scale + zero;
  }

  boolean isNumber() {
    return "BIJKED".indexOf(type) >= 0;
  }
}
