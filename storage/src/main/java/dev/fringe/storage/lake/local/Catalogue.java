package dev.fringe.storage.lake.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.AtomicFile;
import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.lake.local.Entries.Transaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;

/**
 * The catalogue: a log of transactions, each a line {@code json TAB crc32}. A line counts once its
 * end is there, so readers see each transaction whole or not at all, without locking. Writers hold
 * the {@link LakeLock}; a line that a killed writer left without its end is cut off by the next.
 *
 * <p>The first line names the log's generation, which changes when the log is rewritten shorter.
 */
final class Catalogue {

  private static final String TITLE = "fringe-lake-catalogue 1 ";
  private static final int ATTEMPTS = 4;
  private static final long PAUSE_NANOS = 2_000_000;

  private final Path file;
  private CatalogueState state = new CatalogueState();
  private String title = "";
  private long read;

  Catalogue(Path file) {
    this.file = file;
  }

  /** A question to the catalogue; answers must not hold on to its state. */
  @FunctionalInterface
  interface Query<T> {
    T ask(CatalogueState state) throws IOException;
  }

  /** Answers from all transactions that have ended by now. */
  synchronized <T> T read(Query<T> query) throws IOException {
    refresh();
    return query.ask(state);
  }

  /**
   * Adds a transaction; when this returns it is on the disk. The caller holds the lock.
   *
   * @throws IOException if it could not be written; then it has not happened
   */
  synchronized void append(Transaction transaction, Step.Listener listener) throws IOException {
    refresh();
    byte[] json = LakeJson.MAPPER.writeValueAsBytes(transaction);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (read == 0) {
        channel.truncate(0);
        write(channel, newTitle());
        read = channel.size();
      }
      channel.truncate(read).position(read);
      try {
        write(channel, json);
        listener.reached(Step.ENTRY_HALF_WRITTEN);
        write(channel, seal(json));
        channel.force(true);
      } catch (IOException failure) {
        channel.truncate(read);
        throw Disk.cannotWrite(file, failure);
      }
    }
    listener.reached(Step.ENTRY_WRITTEN);
    refresh();
  }

  /** Rewrites the log as one transaction. The caller holds the lock. */
  synchronized void compact() throws IOException {
    refresh();
    byte[] json = LakeJson.MAPPER.writeValueAsBytes(state.snapshot());
    try (AtomicFile out = AtomicFile.create(file)) {
      out.write(ByteBuffer.wrap(newTitle()));
      out.write(ByteBuffer.wrap(json));
      out.write(ByteBuffer.wrap(seal(json)));
      out.commit();
    }
  }

  /** Bytes of the log. */
  synchronized long size() throws IOException {
    refresh();
    return read;
  }

  private void refresh() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        readNews();
        return;
      } catch (BadDataException perhapsDamaged) {
        // A writer may just have cut off what a killed one left.
        if (attempt == ATTEMPTS) {
          throw perhapsDamaged;
        }
        LockSupport.parkNanos(attempt * PAUSE_NANOS);
      }
    }
  }

  private void readNews() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      String found = readTitle(channel);
      if (found.isEmpty()) {
        return;
      }
      if (!found.equals(title) || channel.size() < read) {
        state = new CatalogueState();
        title = found;
        read = found.length() + 1L;
      }
      long size = channel.size();
      if (size > read) {
        ByteBuffer news = ByteBuffer.allocate(Math.toIntExact(size - read));
        fill(news, channel, read);
        apply(news.array(), news.position());
      }
    } catch (NoSuchFileException notYet) {
      return;
    }
  }

  private void apply(byte[] bytes, int length) throws IOException {
    int start = 0;
    for (int end = 0; end < length; end++) {
      if (bytes[end] == '\n') {
        state.apply(parse(bytes, start, end));
        read += end + 1 - start;
        start = end + 1;
      }
    }
  }

  private Transaction parse(byte[] bytes, int start, int end) throws IOException {
    int tab = end - 9;
    if (tab <= start || bytes[tab] != '\t' || !hex(bytes, tab + 1).equals(crc(bytes, start, tab))) {
      throw new BadDataException(
          "%s is damaged: the line at byte %d has not its checksum".formatted(file, read));
    }
    try {
      return LakeJson.MAPPER.readValue(bytes, start, tab - start, Transaction.class);
    } catch (JsonProcessingException damaged) {
      throw new BadDataException(
          "%s is damaged: the line at byte %d: %s"
              .formatted(file, read, damaged.getOriginalMessage()),
          damaged);
    }
  }

  private String readTitle(FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(TITLE.length() + 37);
    fill(start, channel, 0);
    String text = new String(start.array(), 0, start.position(), StandardCharsets.US_ASCII);
    int end = text.indexOf('\n');
    boolean begun = TITLE.startsWith(text) || text.startsWith(TITLE);
    if (end < 0 && start.hasRemaining() && begun) {
      return "";
    }
    if (end < 0 || !text.startsWith(TITLE)) {
      throw new BadDataException("%s is no catalogue of a data lake".formatted(file));
    }
    return text.substring(0, end);
  }

  private static void fill(ByteBuffer buffer, FileChannel channel, long from) throws IOException {
    int count = 0;
    while (buffer.hasRemaining() && count >= 0) {
      count = channel.read(buffer, from + buffer.position());
    }
  }

  private static byte[] newTitle() {
    return (TITLE + UUID.randomUUID() + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] seal(byte[] json) {
    return ("\t" + crc(json, 0, json.length) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static String hex(byte[] bytes, int at) {
    return new String(bytes, at, 8, StandardCharsets.US_ASCII);
  }

  private static String crc(byte[] bytes, int start, int end) {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, end - start);
    return "%08x".formatted(crc.getValue());
  }

  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
