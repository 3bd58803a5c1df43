package dev.fringe.storage.uvfits;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.TableBuilder;
import dev.fringe.storage.formats.VisibilityFiles;
import dev.fringe.storage.visibility.VisibilityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are cut short or lie: a message that names the file, the card and its value. */
final class BadUvfitsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "GCOUNT, 0, no visibilities",
    "GCOUNT, 170, ends after",
    "GCOUNT, -5, at least 0",
    "GCOUNT, 1.5, integer",
    "GCOUNT, 9223372036854775807, more than any file",
    "NAXIS2, 4, 2 or 3",
    "NAXIS3, -2, at least 0",
    "NAXIS3, 9, code",
    "NAXIS4, 2000000000, at most 2^28",
    "NAXIS4, 99999999999999999999, integer",
    "NAXIS4, two, integer",
    "NAXIS5, 3, none of COMPLEX",
    "NAXIS, 1000000, 0 to 999",
    "PCOUNT, -1, at least 0",
    "PCOUNT, 4, no PTYPE",
    "BITPIX, 8, -32",
    "BITPIX, 12, -32",
    "PSCAL1, 0.0, would be the same",
    "PZERO1, abc, a number",
    "BSCALE, 0, would be the same",
    "CRVAL4, -1.0E9, above 0",
    "CRVAL6, 100.0, -90 to 90",
    "CRVAL3, -42, codes are",
    "PTYPE1, 'XX', UU",
    "PTYPE4, 'TIME', DATE",
    "PTYPE5, 'BASE', BASELINE",
    "CTYPE4, 'WAVE', FREQ",
    "CTYPE2, 'NONE', COMPLEX",
    "CTYPE5, 'X', phase centre"
  })
  void aLyingCardIsNamed(String card, String value, String right) throws IOException {
    Path file =
        new RawUvfits().group(0, 0, 0, 0, 258).set(card, value).write(folder.resolve("lie.uvfits"));
    assertRefused(file, right);
  }

  private static void assertRefused(Path file, String right) {
    String message =
        assertThrows(BadDataException.class, () -> VisibilityFiles.open(file)).getMessage();
    assertTrue(message.contains("lie.uvfits") && message.contains(right), message);
  }

  @Test
  void aMissingCardIsNamed() throws IOException {
    Path file = new RawUvfits().without("PCOUNT").write(folder.resolve("lie.uvfits"));
    assertRefused(file, "PCOUNT");
  }

  @Test
  void aFileCutShortTellsWhatItHolds() throws IOException {
    RawUvfits raw = new RawUvfits();
    for (int i = 0; i < 1000; i++) {
      raw.group(0, 0, 0, i, 258);
    }
    Path whole = raw.write(folder.resolve("whole.uvfits"));
    byte[] bytes = Files.readAllBytes(whole);
    int data = 2 * 2880;
    Path cut = folder.resolve("lie.uvfits");
    Files.write(cut, Arrays.copyOf(bytes, data + 500 * 68 + 10));
    assertRefused(cut, "GCOUNT = 1000: the file ends after 500 whole groups of 68 bytes");
    Files.write(cut, Arrays.copyOf(bytes, 1500));
    assertRefused(cut, "no END card");
  }

  /** Every shorter version of a good file is refused, or reads the groups it has. */
  @Test
  void noPrefixOfAFileCausesAnythingButARefusal() throws IOException {
    byte[] bytes = Files.readAllBytes(good());
    Path file = folder.resolve("prefix.uvfits");
    for (int length = 0; length < bytes.length; length += 61) {
      Files.write(file, Arrays.copyOf(bytes, length));
      readAll(file);
    }
  }

  @Test
  void noDamagedHeaderCausesAnythingButARefusal() throws IOException {
    byte[] bytes = Files.readAllBytes(good());
    Path file = folder.resolve("damaged.uvfits");
    Random random = new Random(7);
    for (int trial = 0; trial < 600; trial++) {
      byte[] damaged = bytes.clone();
      for (int hit = 0; hit < 8; hit++) {
        damaged[random.nextInt(damaged.length)] =
            (byte) "0123456789 -+.'=ABCDEXT".charAt(random.nextInt(23));
      }
      Files.write(file, damaged);
      readAll(file);
    }
  }

  private Path good() throws IOException {
    return new RawUvfits()
        .table(
            new TableBuilder("AIPS AN")
                .column("ANNAME", 8, 'A', "")
                .column("STABXYZ", 3, 'D', "")
                .column("NOSTA", 1, 'J', "")
                .row(
                    r ->
                        r.put(TableBuilder.text("A", 8))
                            .putDouble(1)
                            .putDouble(2)
                            .putDouble(3)
                            .putInt(1)))
        .write(folder.resolve("good.uvfits"));
  }

  private static void readAll(Path file) {
    try (VisibilityFile reader = VisibilityFiles.open(file)) {
      reader.read(0, (int) reader.observation().groups());
    } catch (IOException refused) {
      assertTrue(refused.getMessage().contains(file.getFileName().toString()), refused.toString());
    }
  }
}
