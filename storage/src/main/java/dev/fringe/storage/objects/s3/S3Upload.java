package dev.fringe.storage.objects.s3;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.objects.ChecksumMismatchException;
import dev.fringe.storage.objects.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Sends a file: in one request, or in parts, some at a time. The file is read once, in order, and
 * summed as it is read: what the sums tell is what was sent.
 */
final class S3Upload {
  /** Smaller parts cost requests, larger ones memory and what a retry repeats. */
  static final int PART_BYTES = 16 << 20;

  /** S3 allows 10,000. */
  private static final int MOST_PARTS = 10_000;

  private final S3Calls calls;
  private final Path source;
  private final Location target;
  private final S3Address address;

  S3Upload(S3Calls calls, Path source, Location target, S3Address address) {
    this.calls = calls;
    this.source = source;
    this.target = target;
    this.address = address;
  }

  Checksums run(Optional<Checksums> expected, LongConsumer sent) throws IOException {
    try (FileChannel file = FileChannel.open(source)) {
      return file.size() <= PART_BYTES
          ? inOne(file, expected, sent)
          : inParts(file, expected, sent);
    }
  }

  private Checksums inOne(FileChannel file, Optional<Checksums> expected, LongConsumer sent)
      throws IOException {
    byte[] bytes = new byte[(int) file.size()];
    int length = fill(file, bytes);
    Checksums.Running running = new Checksums.Running();
    running.update(ByteBuffer.wrap(bytes, 0, length));
    Checksums sums = running.sums();
    check(expected, sums);
    put(calls, target, address, bytes, length);
    sent.accept(length);
    return sums;
  }

  private Checksums inParts(FileChannel file, Optional<Checksums> expected, LongConsumer sent)
      throws IOException {
    long size = file.size();
    Multipart upload = Multipart.begin(calls, target, address);
    try (PartSender sender = new PartSender(upload, partBytes(size), sent)) {
      Checksums.Running running = new Checksums.Running();
      for (long at = 0; at < size; ) {
        byte[] part = sender.buffer();
        int length = fill(file, part);
        running.update(ByteBuffer.wrap(part, 0, length));
        if (length == 0) {
          throw new IOException(
              "%s became shorter while it was read: %d bytes of %d".formatted(source, at, size));
        }
        sender.send(part, length);
        at += length;
      }
      Checksums sums = running.sums();
      check(expected, sums);
      upload.complete(sender.parts(), sums.bytes());
      return sums;
    } catch (IOException | RuntimeException e) {
      upload.abort();
      throw e;
    }
  }

  private void check(Optional<Checksums> expected, Checksums sums)
      throws ChecksumMismatchException {
    if (expected.isPresent()) {
      ChecksumMismatchException.check(source.toString(), expected.get(), sums);
    }
  }

  /** Parts of 16 MiB, larger where there would be too many. */
  static int partBytes(long size) {
    long mebibyte = 1 << 20;
    long least = (size + MOST_PARTS - 1) / MOST_PARTS;
    long rounded = (least + mebibyte - 1) / mebibyte * mebibyte;
    return Math.toIntExact(Math.max(PART_BYTES, rounded));
  }

  private static int fill(FileChannel file, byte[] target) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target);
    // The channel keeps a direct buffer as large as the largest read: small steps keep it small.
    while (buffer.hasRemaining()) {
      buffer.limit(Math.min(target.length, buffer.position() + (1 << 20)));
      int count = file.read(buffer);
      buffer.limit(target.length);
      if (count < 0) {
        break;
      }
    }
    return buffer.position();
  }

  static void put(S3Calls calls, Location target, S3Address address, byte[] bytes, int length)
      throws IOException {
    String md5 = md5(bytes, length);
    calls.call(
        target.toString(),
        client ->
            client.putObject(
                r -> r.bucket(address.bucket()).key(address.objectKey()).contentMD5(md5),
                RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(bytes, 0, length))));
  }

  static String md5(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(bytes, 0, length);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has MD5", missing);
    }
  }
}
