package dev.fringe.storage.store;

import dev.fringe.imaging.gridding.PackedFloatSamples;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a part's file: {@code bucket}, run-end encoded, which is the index of runs; {@code
 * cell}; {@code fraction_u}, {@code fraction_v}, {@code fraction_w}; {@code weight}; and for each
 * polarisation p {@code real_p} and {@code imaginary_p}.
 */
final class FloatPart {

  private FloatPart() {}

  /** A bulk read of one column, as {@link PackedFloatSamples} offers them. */
  @FunctionalInterface
  private interface Read {
    void copy(int from, int count, float[] into, int at);
  }

  static List<Column> columns(PackedFloatSamples samples) {
    int runs = samples.runs();
    List<Column> columns = new ArrayList<>();
    columns.add(
        new Column.Runs(
            "bucket",
            samples.samples(),
            new Column.Plain(
                "run_ends",
                ColumnType.INT,
                runs,
                (from, count, target) -> {
                  for (int i = 0; i < count; i++) {
                    target.putInt(samples.runStart((int) from + i + 1));
                  }
                }),
            new Column.Plain(
                "values",
                ColumnType.INT,
                runs,
                (from, count, target) -> {
                  for (int i = 0; i < count; i++) {
                    target.putInt(samples.runBucket((int) from + i));
                  }
                })));
    columns.add(new Column.Plain("cell", ColumnType.INT, samples.samples(), cells(samples)));
    columns.add(column(samples, "fraction_u", samples::fractionsU));
    columns.add(column(samples, "fraction_v", samples::fractionsV));
    columns.add(column(samples, "fraction_w", samples::fractionsW));
    columns.add(column(samples, "weight", samples::weights));
    for (int p = 0; p < samples.polarisations(); p++) {
      int polarisation = p;
      columns.add(
          column(
              samples,
              "real_" + p,
              (from, count, into, at) -> samples.real(polarisation, from, count, into, at)));
      columns.add(
          column(
              samples,
              "imaginary_" + p,
              (from, count, into, at) -> samples.imaginary(polarisation, from, count, into, at)));
    }
    return columns;
  }

  private static Column.Filler cells(PackedFloatSamples samples) {
    return new Column.Filler() {
      private int[] scratch = new int[0];

      @Override
      public void fill(long from, int count, ByteBuffer target) {
        scratch = scratch.length < count ? new int[count] : scratch;
        samples.cells((int) from, count, scratch, 0);
        target.asIntBuffer().put(scratch, 0, count);
      }
    };
  }

  private static Column column(PackedFloatSamples samples, String name, Read read) {
    Column.Filler filler =
        new Column.Filler() {
          private float[] scratch = new float[0];

          @Override
          public void fill(long from, int count, ByteBuffer target) {
            scratch = scratch.length < count ? new float[count] : scratch;
            read.copy((int) from, count, scratch, 0);
            target.asFloatBuffer().put(scratch, 0, count);
          }
        };
    return new Column.Plain(name, ColumnType.FLOAT, samples.samples(), filler);
  }
}
