package dev.fringe.storage.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Adler32;

/**
 * Size and checksums of some bytes, as Rucio keeps them.
 *
 * @param bytes how many
 * @param adler32 seed 1, 8 hexadecimal digits
 * @param md5 32 hexadecimal digits
 */
public record Checksums(long bytes, String adler32, String md5) {

  /** Reads the whole file. */
  public static Checksums of(Path file) throws IOException {
    Running running = new Running();
    byte[] buffer = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        running.update(ByteBuffer.wrap(buffer, 0, count));
      }
    }
    return running.sums();
  }

  /** Lower-case hexadecimal MD5 of a text in UTF-8. */
  public static String md5Of(String text) {
    return HexFormat.of().formatHex(md5Digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest md5Digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has MD5", missing);
    }
  }

  /** Sums that grow while bytes pass by. */
  public static final class Running {
    private final Adler32 adler = new Adler32();
    private final MessageDigest md5 = md5Digest();
    private long bytes;

    /** Consumes the buffer's remaining bytes without moving its position. */
    public void update(ByteBuffer passing) {
      bytes += passing.remaining();
      adler.update(passing.duplicate());
      md5.update(passing.duplicate());
    }

    /** Ends the sums; call once. */
    public Checksums sums() {
      return new Checksums(
          bytes, "%08x".formatted(adler.getValue()), HexFormat.of().formatHex(md5.digest()));
    }
  }
}
