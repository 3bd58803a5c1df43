package dev.fringe.bridge.cutout;

import dev.fringe.storage.fits.hdu.HeaderBuilder;
import dev.fringe.storage.fits.hdu.TableBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Images whose every pixel tells where it was: its value is its index in the parent, which a float
 * holds exactly up to 2^24.
 */
public final class TestImage {

  private final int width;
  private final int height;
  private final int channels;
  private final int stokes;
  private final double ra;
  private final double dec;
  private final double pixelX;
  private final double pixelY;
  private final double cell;
  private boolean hasBeams;

  private TestImage(
      int width,
      int height,
      int channels,
      int stokes,
      double ra,
      double dec,
      double pixelX,
      double pixelY,
      double cell) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.stokes = stokes;
    this.ra = ra;
    this.dec = dec;
    this.pixelX = pixelX;
    this.pixelY = pixelY;
    this.cell = cell;
  }

  /** A SIN image about a position, degrees, its reference pixel anywhere. */
  public static TestImage of(
      int width, int height, double ra, double dec, double pixelX, double pixelY, double cell) {
    return new TestImage(width, height, 1, 1, ra, dec, pixelX, pixelY, cell);
  }

  /** A cube of 1 GHz and on in steps of 1 MHz, and of I, Q, ... */
  public static TestImage cube(int width, int height, int channels, int stokes) {
    return new TestImage(width, height, channels, stokes, 150, 30, width / 2, height / 2, 1e-3);
  }

  /** With a table of beams by channel and polarisation, as CASA writes it. */
  public TestImage withBeams() {
    hasBeams = true;
    return this;
  }

  public byte[] bytes() {
    HeaderBuilder header =
        new HeaderBuilder()
            .flag("SIMPLE", true, "")
            .integer("BITPIX", -32, "")
            .integer("NAXIS", 4, "")
            .integer("NAXIS1", width, "")
            .integer("NAXIS2", height, "")
            .integer("NAXIS3", channels, "")
            .integer("NAXIS4", stokes, "")
            .flag("EXTEND", true, "")
            .text("BUNIT", "Jy/beam", "kept")
            .number("BMAJ", 0.01, "")
            .text("CTYPE1", "RA---SIN", "")
            .number("CRVAL1", ra, "")
            .number("CRPIX1", pixelX, "")
            .number("CDELT1", -cell, "")
            .text("CTYPE2", "DEC--SIN", "")
            .number("CRVAL2", dec, "")
            .number("CRPIX2", pixelY, "")
            .number("CDELT2", cell, "")
            .text("CTYPE3", "FREQ", "")
            .number("CRVAL3", 1e9, "")
            .number("CRPIX3", 1, "")
            .number("CDELT3", 1e6, "")
            .text("CUNIT3", "Hz", "")
            .text("CTYPE4", "STOKES", "")
            .number("CRVAL4", 1, "")
            .number("CRPIX4", 1, "")
            .number("CDELT4", 1, "")
            .text("RADESYS", "ICRS", "")
            .text("CHECKSUM", "of the whole", "")
            .history("made for a test");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, header.toBytes());
    int count = width * height * channels * stokes;
    ByteBuffer pixels = ByteBuffer.allocate((count * 4 + 2879) / 2880 * 2880);
    for (int i = 0; i < count; i++) {
      pixels.putFloat(i);
    }
    write(out, pixels.rewind());
    if (hasBeams) {
      write(out, beams());
    }
    return out.toByteArray();
  }

  private ByteBuffer beams() {
    TableBuilder table =
        new TableBuilder("BEAMS")
            .column("BMAJ", 1, 'E', "arcsec")
            .column("BMIN", 1, 'E', "arcsec")
            .column("BPA", 1, 'E', "deg")
            .column("CHAN", 1, 'J', "")
            .column("POL", 1, 'J', "")
            .keywords(cards -> cards.integer("NCHAN", channels, "").integer("NPOL", stokes, ""));
    for (int plane = 0; plane < stokes; plane++) {
      for (int channel = 0; channel < channels; channel++) {
        int at = plane * channels + channel;
        int finalPlane = plane;
        int finalChannel = channel;
        table.row(
            row ->
                row.putFloat(100 + at)
                    .putFloat(1)
                    .putFloat(2)
                    .putInt(finalChannel)
                    .putInt(finalPlane));
      }
    }
    return table.toBytes();
  }

  private static void write(ByteArrayOutputStream out, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.writeBytes(copy);
  }
}
