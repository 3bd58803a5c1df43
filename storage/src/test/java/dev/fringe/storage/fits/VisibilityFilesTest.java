package dev.fringe.storage.fits;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.HeaderBuilder;
import dev.fringe.storage.fits.hdu.TableBuilder;
import dev.fringe.storage.formats.VisibilityFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not a file of visibilities is refused by saying what it is. */
final class VisibilityFilesTest {
  @TempDir Path folder;

  @Test
  void anEmptyFile() throws IOException {
    assertRefused(new byte[0], "is empty");
  }

  @Test
  void aText() throws IOException {
    assertRefused(
        "u,v,w\n1,2,3\n".getBytes(StandardCharsets.US_ASCII),
        "not a FITS file: it begins with 'u,v,w.1,2'");
  }

  @Test
  void anImage() throws IOException {
    assertRefused(header(2, "NAXIS1", 512, "NAXIS2", 256), "an image of 512 x 256 pixels");
  }

  @Test
  void aTable() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header(0));
    bytes.writeBytes(
        new TableBuilder("CATALOGUE")
            .column("RA", 1, 'D', "deg")
            .row(row -> row.putDouble(1))
            .toBytes()
            .array());
    assertRefused(bytes.toByteArray(), "tables [CATALOGUE]");
  }

  @Test
  void visibilitiesInATableOfAips() throws IOException {
    assertRefused(header(2, "NAXIS1", 777777701, "NAXIS2", 0), "AIPS UV");
  }

  @Test
  void aFolder() {
    String message =
        assertThrows(IOException.class, () -> VisibilityFiles.open(folder)).getMessage();
    assertTrue(message.contains("is a folder"), message);
  }

  @Test
  void aFileThatIsNotThere() {
    Path missing = folder.resolve("missing.uvfits");
    String message =
        assertThrows(IOException.class, () -> VisibilityFiles.open(missing)).getMessage();
    assertTrue(message.contains("missing.uvfits: no such file"), message);
  }

  private static byte[] header(int axes, Object... cards) {
    HeaderBuilder header = new HeaderBuilder().flag("SIMPLE", true, "").integer("BITPIX", 8, "");
    header.integer("NAXIS", axes, "");
    for (int i = 0; i < cards.length; i += 2) {
      header.integer((String) cards[i], (Integer) cards[i + 1], "");
    }
    return header.toBytes().array();
  }

  private void assertRefused(byte[] content, String what) throws IOException {
    Path file = Files.write(folder.resolve("something.fits"), content);
    String message =
        assertThrows(BadDataException.class, () -> VisibilityFiles.open(file)).getMessage();
    assertTrue(message.contains("something.fits") && message.contains(what), message);
  }
}
