package dev.fringe.storage.store;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.fringe.storage.bytes.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes columns as one Arrow IPC file of one record batch, so that each column is one piece of the
 * file, at a multiple of 64 bytes, and can be mapped. Values pass through one buffer in bulk;
 * Arrow's own vectors would hold the whole batch in memory.
 */
final class ColumnFileWriter {

  static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
  static final int ALIGNMENT = 64;
  private static final int CONTINUATION = 0xFFFFFFFF;
  private static final int BUFFER_BYTES = 1 << 20;

  private final AtomicFile out;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private ColumnFileWriter(AtomicFile out) {
    this.out = out;
  }

  /**
   * Writes the whole file; commits nothing.
   *
   * @param columns of equal length
   */
  static void write(AtomicFile out, List<? extends Column> columns, Map<String, String> metadata)
      throws IOException {
    new ColumnFileWriter(out).write(columns, metadata);
  }

  private void write(List<? extends Column> columns, Map<String, String> metadata)
      throws IOException {
    List<Field> fields = columns.stream().map(Column::field).toList();
    Schema schema = new Schema(fields, metadata);
    out.write(ByteBuffer.wrap(MAGIC));
    pad(8);
    writeMessage(MessageSerializer.serializeMetadata(schema, IpcOption.DEFAULT), 8);

    long bodyBytes = 0;
    for (Column column : columns) {
      for (Column.Plain leaf : column.leaves()) {
        bodyBytes += padded(leaf.bytes(), ALIGNMENT);
      }
    }
    long batchStart = out.position();
    writeMessage(batch(columns, bodyBytes), ALIGNMENT);
    int metadataBytes = Math.toIntExact(out.position() - batchStart);
    for (Column column : columns) {
      for (Column.Plain leaf : column.leaves()) {
        writeValues(leaf);
      }
    }
    writeInts(CONTINUATION, 0);
    FlatBufferBuilder footer = new FlatBufferBuilder();
    footer.finish(
        new ArrowFooter(
                schema, List.of(), List.of(new ArrowBlock(batchStart, metadataBytes, bodyBytes)))
            .writeTo(footer));
    ByteBuffer footerBytes = footer.dataBuffer();
    int footerSize = footerBytes.remaining();
    out.write(footerBytes);
    writeInts(footerSize);
    out.write(ByteBuffer.wrap(MAGIC));
  }

  private void writeValues(Column.Plain leaf) throws IOException {
    int perBuffer = BUFFER_BYTES / leaf.type().bytes;
    for (long from = 0; from < leaf.length(); from += perBuffer) {
      int count = (int) Math.min(perBuffer, leaf.length() - from);
      buffer.clear();
      leaf.filler().fill(from, count, buffer);
      out.write(buffer.clear().limit(count * leaf.type().bytes));
    }
    pad(ALIGNMENT);
  }

  /** The batch's description: Arrow's flat list of nodes and buffers, none with missing values. */
  private static ByteBuffer batch(List<? extends Column> columns, long bodyBytes) {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    List<Column.Plain> leaves =
        columns.stream().flatMap(column -> column.leaves().stream()).toList();
    RecordBatch.startBuffersVector(builder, 2 * leaves.size());
    long end = bodyBytes;
    for (Column.Plain leaf : leaves.reversed()) {
      long start = end - padded(leaf.bytes(), ALIGNMENT);
      Buffer.createBuffer(builder, start, leaf.bytes());
      Buffer.createBuffer(builder, start, 0);
      end = start;
    }
    int buffers = builder.endVector();
    List<Long> nodeLengths = columns.stream().flatMap(ColumnFileWriter::nodeLengths).toList();
    RecordBatch.startNodesVector(builder, nodeLengths.size());
    for (long length : nodeLengths.reversed()) {
      FieldNode.createFieldNode(builder, length, 0);
    }
    int nodes = builder.endVector();
    RecordBatch.startRecordBatch(builder);
    RecordBatch.addLength(builder, columns.getFirst().length());
    RecordBatch.addNodes(builder, nodes);
    RecordBatch.addBuffers(builder, buffers);
    int batch = RecordBatch.endRecordBatch(builder);
    Message.startMessage(builder);
    Message.addHeaderType(builder, MessageHeader.RecordBatch);
    Message.addHeader(builder, batch);
    Message.addVersion(builder, MetadataVersion.V5);
    Message.addBodyLength(builder, bodyBytes);
    builder.finish(Message.endMessage(builder));
    return builder.dataBuffer();
  }

  private static Stream<Long> nodeLengths(Column column) {
    return switch (column) {
      case Column.Plain plain -> Stream.of(plain.length());
      case Column.Runs runs ->
          Stream.of(runs.length(), runs.ends().length(), runs.values().length());
    };
  }

  /** Writes a message so that what follows it starts at a multiple of {@code alignment}. */
  private void writeMessage(ByteBuffer message, int alignment) throws IOException {
    long start = out.position() + 2 * Integer.BYTES;
    long end = padded(start + message.remaining(), alignment);
    writeInts(CONTINUATION, Math.toIntExact(end - start));
    out.write(message);
    pad(alignment);
  }

  private void writeInts(int... values) throws IOException {
    buffer.clear();
    buffer.asIntBuffer().put(values);
    out.write(buffer.limit(values.length * Integer.BYTES));
  }

  private void pad(int alignment) throws IOException {
    long position = out.position();
    out.write(ByteBuffer.allocate((int) (padded(position, alignment) - position)));
  }

  private static long padded(long position, int alignment) {
    return (position + alignment - 1) / alignment * alignment;
  }
}
