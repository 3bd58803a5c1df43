package dev.fringe.pipelines.products;

import dev.fringe.storage.bytes.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Sums of a product: those of the data lake, and the one that SKA's data products have.
 *
 * @param lake size, Adler-32 and MD5
 * @param crc32 8 hexadecimal digits
 */
record FileSums(Checksums lake, String crc32) {

  /** Reads the whole file. */
  static FileSums of(Path file) throws IOException {
    Checksums.Running running = new Checksums.Running();
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        running.update(ByteBuffer.wrap(buffer, 0, count));
        crc.update(buffer, 0, count);
      }
    }
    return new FileSums(running.sums(), String.format(Locale.ROOT, "%08x", crc.getValue()));
  }
}
