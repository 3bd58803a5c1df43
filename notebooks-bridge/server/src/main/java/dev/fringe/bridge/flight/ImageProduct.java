package dev.fringe.bridge.flight;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.image.ImageFitsReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * An image or cube: a record for each row of pixels, with the plane and the y that it is of. Pixels
 * are float32, or float64 where the file's values need it; scaled, and NaN where blank.
 */
final class ImageProduct implements ArrowProduct {
  private static final String PLANE = "plane";
  private static final String Y = "y";
  private static final String PIXELS = "pixels";

  /** Where less than this is skipped between rows, whole rows are read at once. */
  private static final int SMALLEST_GAP = 1 << 15;

  private final ImageFitsReader image;
  private final Section section;
  private final Range rows;
  private final Schema schema;
  private final int pixelBytes;
  private ByteBuffer scratch = ByteBuffer.allocate(0);

  private ImageProduct(
      ImageFitsReader image, Section section, Range rows, Schema schema, int pixelBytes) {
    this.image = image;
    this.section = section;
    this.rows = rows;
    this.schema = schema;
    this.pixelBytes = pixelBytes;
  }

  /** Reads the header; closes the image with itself, or at once if it can't be what is asked. */
  static ImageProduct of(ImageFitsReader image, DataTicket ticket) throws IOException {
    ticket.withoutWhere("an image");
    Section section = Section.of(image.header(), ticket.section());
    Range rows = ticket.rows().orElse(Range.all(section.rows())).within("rows", section.rows());
    List<Field> fields = fields(image, Math.toIntExact(section.columns().count()));
    List<String> wanted =
        TicketReader.columns(ticket, fields.stream().map(Field::getName).toList());
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("fringe.kind", "image");
    metadata.put("fringe.did", ticket.did().toString());
    metadata.put("fringe.shape", section.sectionShape().toString());
    metadata.put("fits.header", section.cards(image.header()));
    Schema schema =
        new Schema(
            wanted.stream()
                .map(
                    name ->
                        fields.stream()
                            .filter(f -> f.getName().equals(name))
                            .findFirst()
                            .orElseThrow())
                .toList(),
            metadata);
    return new ImageProduct(
        image, section, rows, schema, image.isDouble() ? Double.BYTES : Float.BYTES);
  }

  private static List<Field> fields(ImageFitsReader image, int width) throws BadDataException {
    String unit = image.header().textOrEmpty("BUNIT");
    ArrowType pixel = image.isDouble() ? Fields.DOUBLE : Fields.FLOAT;
    return List.of(
        Fields.of(
            PLANE, Fields.INT, "", "Plane, counted from 0 through all axes but the first two"),
        Fields.of(Y, Fields.INT, "", "Row of the plane, counted from 0: FITS pixel y + 1"),
        Fields.lists(PIXELS, pixel, width, unit, "Pixels of the row, from the lowest x on"));
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long records() {
    return rows.count();
  }

  @Override
  public long bytes() {
    boolean withPixels = schema.getFields().stream().anyMatch(f -> f.getName().equals(PIXELS));
    return rows.count() * (withPixels ? section.columns().count() * pixelBytes + 8 : 4);
  }

  @Override
  public void stream(Batches batches) throws IOException {
    int most = Batches.rows(section.columns().count() * pixelBytes);
    for (long from = rows.from(); from < rows.to(); ) {
      int count = (int) Math.min(most, rows.to() - from);
      VectorSchemaRoot root = batches.root();
      for (FieldVector vector : root.getFieldVectors()) {
        fill(vector, from, count);
      }
      batches.send(count);
      from += count;
    }
  }

  private void fill(FieldVector vector, long from, int count) throws IOException {
    switch (vector.getName()) {
      case PLANE -> {
        ByteBuffer target = Fill.values(vector, count);
        for (int i = 0; i < count; i++) {
          target.putInt((int) section.row(from + i).plane());
        }
      }
      case Y -> {
        ByteBuffer target = Fill.values(vector, count);
        for (int i = 0; i < count; i++) {
          target.putInt((int) section.row(from + i).y());
        }
      }
      default -> pixels(Fill.items(vector, count), from, count);
    }
  }

  /** Rows that follow each other in the file are read by one request. */
  private void pixels(ByteBuffer target, long from, int count) throws IOException {
    int width = Math.toIntExact(section.columns().count());
    int rowBytes = width * pixelBytes;
    long skipped = (section.fullWidth() - width) * pixelBytes;
    for (int done = 0; done < count; ) {
      Section.Row first = section.row(from + done);
      int together = 1;
      while (done + together < count
          && section
              .row(from + done + together)
              .equals(new Section.Row(first.plane(), first.y() + together))) {
        together++;
      }
      ByteBuffer part =
          target.slice(done * rowBytes, together * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
      if (skipped == 0) {
        image.read(section.firstPixel(first), part);
      } else {
        narrow(first, together, width, skipped, part);
      }
      done += together;
    }
  }

  private void narrow(Section.Row first, int count, int width, long skipped, ByteBuffer part)
      throws IOException {
    int rowBytes = width * pixelBytes;
    long fullBytes = section.fullWidth() * pixelBytes;
    int atOnce = skipped < SMALLEST_GAP ? (int) Math.max(1, (4L << 20) / fullBytes) : 1;
    for (int done = 0; done < count; done += atOnce) {
      int rowsNow = Math.min(atOnce, count - done);
      long pixel = section.firstPixel(new Section.Row(first.plane(), first.y() + done));
      if (rowsNow == 1) {
        image.read(pixel, part.slice(done * rowBytes, rowBytes).order(ByteOrder.LITTLE_ENDIAN));
        continue;
      }
      int length = Math.toIntExact((rowsNow - 1) * fullBytes + rowBytes);
      if (scratch.capacity() < length) {
        scratch = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      }
      image.read(pixel, scratch.clear().limit(length));
      for (int i = 0; i < rowsNow; i++) {
        part.put((done + i) * rowBytes, scratch, (int) (i * fullBytes), rowBytes);
      }
    }
  }

  @Override
  public void close() throws IOException {
    image.close();
  }
}
