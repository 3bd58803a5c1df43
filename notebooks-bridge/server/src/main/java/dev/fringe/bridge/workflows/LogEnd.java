package dev.fringe.bridge.workflows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The end of what was written, from the beginning of a line. */
final class LogEnd {

  private LogEnd() {}

  /** That of a file; empty where there is none. */
  static String of(Path file, int bytes) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, in.length() - bytes);
      in.seek(from);
      byte[] read = new byte[Math.toIntExact(in.length() - from)];
      in.readFully(read);
      return whole(read, from > 0);
    }
  }

  static String of(String text, int bytes) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    return all.length <= bytes
        ? text
        : whole(Arrays.copyOfRange(all, all.length - bytes, all.length), true);
  }

  private static String whole(byte[] bytes, boolean isCut) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return isCut ? text.substring(text.indexOf('\n') + 1) : text;
  }
}
