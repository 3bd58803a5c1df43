package dev.fringe.imaging.benchmarks;

import dev.fringe.imaging.visibility.SampleBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Lets ducc0 grid and degrid the same uvw on one thread. */
final class DuccRun {

  /** Python reads it from its standard input, so that it may lie in a jar. */
  private static final String SCRIPT = "ducc_gridding.py";

  private DuccRun() {}

  /** Seconds for gridding and for degridding. */
  static OptionalDouble[] measure(
      String python, SampleBlock block, int pixels, double cell, double epsilon)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("uvw", ".bin");
    try {
      ByteBuffer bytes = ByteBuffer.allocate(8 * 3 * block.rows()).order(ByteOrder.LITTLE_ENDIAN);
      for (int row = 0; row < block.rows(); row++) {
        bytes.putDouble(block.uMetres()[row]);
        bytes.putDouble(block.vMetres()[row]);
        bytes.putDouble(block.wMetres()[row]);
      }
      Files.write(file, bytes.array());
      double[] f = block.frequenciesHz();
      Process process =
          new ProcessBuilder(
                  python,
                  "-",
                  file.toString(),
                  Double.toString(f[0]),
                  Double.toString(f[f.length - 1]),
                  Integer.toString(f.length),
                  Integer.toString(pixels),
                  Double.toString(cell),
                  Double.toString(epsilon))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (OutputStream input = process.getOutputStream();
          InputStream script = DuccRun.class.getResourceAsStream(SCRIPT)) {
        script.transferTo(input);
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(python + " failed at " + SCRIPT + ": " + said);
      }
      System.out.print(said);
      OptionalDouble[] seconds = new OptionalDouble[2];
      String[] lines = said.strip().split("\n");
      for (int i = 0; i < 2; i++) {
        String line = lines[i];
        seconds[i] = OptionalDouble.of(Double.parseDouble(line.replaceAll("^.* ", "")));
      }
      return seconds;
    } finally {
      Files.delete(file);
    }
  }
}
