package dev.fringe.storage.store;

import dev.fringe.storage.BadDataException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * An Arrow IPC file of one record batch, mapped: each column is a piece of the file, found through
 * its footer. Nothing of a column is read before it is used, and nothing is copied. The mapping
 * ends when the arena closes.
 */
final class ColumnFile {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int TAIL = Integer.BYTES + ColumnFileWriter.MAGIC.length;

  private final Path path;
  private final long rows;
  private final Map<String, ArrowType> types = new HashMap<>();
  private final Map<String, MemorySegment> values = new HashMap<>();

  private ColumnFile(Path path, MemorySegment file) throws BadDataException {
    this.path = path;
    ArrowFooter footer = footer(file);
    if (footer.getRecordBatches().size() != 1) {
      throw fault("holds %d record batches, not 1".formatted(footer.getRecordBatches().size()));
    }
    ArrowBlock block = footer.getRecordBatches().getFirst();
    MemorySegment head = part(file, block.getOffset(), block.getMetadataLength());
    MemorySegment body =
        part(file, block.getOffset() + block.getMetadataLength(), block.getBodyLength());
    Message message = Message.getRootAsMessage(head.asSlice(8).asByteBuffer());
    RecordBatch batch = (RecordBatch) message.header(new RecordBatch());
    this.rows = batch.length();
    int buffer = 0;
    for (Field field : footer.getSchema().getFields()) {
      if (field.getChildren().isEmpty()) {
        add(field.getName(), field, body, batch.buffers(buffer + 1));
        buffer += 2;
      }
      for (Field child : field.getChildren()) {
        add(field.getName() + "/" + child.getName(), child, body, batch.buffers(buffer + 1));
        buffer += 2;
      }
    }
  }

  /**
   * Maps a file.
   *
   * @throws BadDataException if it is not a file of {@link ColumnFileWriter}, or cut short
   */
  static ColumnFile map(Path path, Arena arena) throws IOException {
    MemorySegment file;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
    try {
      return new ColumnFile(path, file);
    } catch (IndexOutOfBoundsException | IllegalArgumentException | NullPointerException damaged) {
      throw new BadDataException(path + " is damaged: its Arrow footer makes no sense", damaged);
    }
  }

  long rows() {
    return rows;
  }

  boolean has(String column) {
    return values.containsKey(column);
  }

  /**
   * The values of a column, or of a part of it ({@code bucket/run_ends}).
   *
   * @throws BadDataException if it isn't there with this type
   */
  MemorySegment column(String name, ColumnType type) throws BadDataException {
    if (!type.arrow().equals(types.get(name))) {
      throw fault(
          "has no column %s of %s: its columns are %s".formatted(name, type.arrow(), types));
    }
    return values.get(name);
  }

  private ArrowFooter footer(MemorySegment file) throws BadDataException {
    long size = file.byteSize();
    int magic = ColumnFileWriter.MAGIC.length;
    if (size < 2 * magic + TAIL
        || !isMagic(file.asSlice(0, magic))
        || !isMagic(file.asSlice(size - magic))) {
      throw fault("is not an Arrow file, or cut short: it has %d bytes".formatted(size));
    }
    int footerSize = file.get(INT, size - TAIL);
    MemorySegment footer = part(file, size - TAIL - footerSize, footerSize);
    return new ArrowFooter(Footer.getRootAsFooter(footer.asByteBuffer()));
  }

  private static boolean isMagic(MemorySegment bytes) {
    return Arrays.equals(bytes.toArray(ValueLayout.JAVA_BYTE), ColumnFileWriter.MAGIC);
  }

  private void add(String name, Field field, MemorySegment body, Buffer buffer)
      throws BadDataException {
    types.put(name, field.getType());
    values.put(name, part(body, buffer.offset(), buffer.length()));
  }

  private MemorySegment part(MemorySegment whole, long offset, long length)
      throws BadDataException {
    if (offset < 0 || length < 0 || offset > whole.byteSize() - length) {
      throw fault(
          "is cut short: bytes %d to %d lie beyond %d"
              .formatted(offset, offset + length, whole.byteSize()));
    }
    return whole.asSlice(offset, length);
  }

  BadDataException fault(String what) {
    return new BadDataException(path + " " + what);
  }
}
