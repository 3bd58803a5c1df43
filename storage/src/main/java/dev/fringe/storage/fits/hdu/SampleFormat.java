package dev.fringe.storage.fits.hdu;

import dev.fringe.storage.BadDataException;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;

/** How BITPIX lays out numbers, always big-endian. */
public enum SampleFormat {
  INT16(16),
  INT32(32),
  FLOAT32(-32),
  FLOAT64(-64);

  private final int bitpix;

  SampleFormat(int bitpix) {
    this.bitpix = bitpix;
  }

  /** The format of the data of a header. */
  public static SampleFormat of(FitsHeader header) throws BadDataException {
    long bitpix = header.requiredInteger("BITPIX", -64, 64);
    for (SampleFormat format : values()) {
      if (format.bitpix == bitpix) {
        return format;
      }
    }
    throw header.bad("BITPIX", "-32, -64, 16 or 32 is needed");
  }

  /** Length of one number. */
  public int bytes() {
    return Math.abs(bitpix) / 8;
  }

  /** One number, from byte {@code at} on. */
  public double value(ByteBuffer source, int at) {
    return switch (this) {
      case INT16 -> source.getShort(at);
      case INT32 -> source.getInt(at);
      case FLOAT32 -> source.getFloat(at);
      case FLOAT64 -> source.getDouble(at);
    };
  }

  /** One number, from byte {@code at} on, scaled; NaN where it stands for no value. */
  public double value(ByteBuffer source, int at, Scaling scaling) {
    double stored = value(source, at);
    boolean blank = (this == INT16 || this == INT32) && scaling.isBlank((long) stored);
    return blank ? Double.NaN : scaling.apply(stored);
  }

  /**
   * Decodes {@code count} numbers from byte {@code at} on, and applies {@code scaling}. Bulk
   * conversions where there are any: this runs at the speed of memory for FLOAT32.
   */
  public void decode(ByteBuffer source, int at, float[] target, int count, Scaling scaling) {
    ByteBuffer from = source.duplicate().position(at);
    switch (this) {
      case FLOAT32 -> from.asFloatBuffer().get(target, 0, count);
      case FLOAT64 -> {
        for (int i = 0; i < count; i++) {
          target[i] = (float) scaling.apply(source.getDouble(at + 8 * i));
        }
        return;
      }
      case INT16 -> integers(target, count, scaling, i -> source.getShort(at + 2 * i));
      case INT32 -> integers(target, count, scaling, i -> source.getInt(at + 4 * i));
    }
    if (this == FLOAT32 && !scaling.isIdentity()) {
      for (int i = 0; i < count; i++) {
        target[i] = (float) scaling.apply(target[i]);
      }
    }
  }

  private static void integers(float[] target, int count, Scaling scaling, IntUnaryOperator raw) {
    for (int i = 0; i < count; i++) {
      int value = raw.applyAsInt(i);
      target[i] = scaling.isBlank(value) ? Float.NaN : (float) scaling.apply(value);
    }
  }
}
