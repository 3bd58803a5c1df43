package dev.fringe.storage.objects.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Sends parts, a few at a time, from a few buffers: memory does not grow with the file. */
final class PartSender implements AutoCloseable {
  /** Four parts on their way while a fifth is read. */
  static final int BUFFERS = 5;

  private final Multipart upload;
  private final LongConsumer sent;
  private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<CompletedPart> done = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fringe-part-", 0).factory());
  private final int partBytes;
  private int buffers;
  private int number;

  PartSender(Multipart upload, int partBytes, LongConsumer sent) {
    this.upload = upload;
    this.partBytes = partBytes;
    this.sent = sent;
  }

  /** A buffer to fill; waits until one is free. */
  byte[] buffer() throws IOException {
    throwFailure();
    if (buffers < BUFFERS) {
      buffers++;
      return new byte[partBytes];
    }
    byte[] buffer = taken();
    throwFailure();
    return buffer;
  }

  /** Sends what is in a buffer from {@link #buffer()}, which it takes back. */
  void send(byte[] buffer, int length) {
    int part = ++number;
    threads.execute(
        () -> {
          try {
            if (failure.get() == null) {
              done.add(upload.send(part, buffer, length));
              tell(length);
            }
          } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            free.add(buffer);
          }
        });
  }

  private synchronized void tell(long bytes) {
    sent.accept(bytes);
  }

  /** All parts in order, once all are there. */
  List<CompletedPart> parts() throws IOException {
    for (int i = 0; i < buffers; i++) {
      taken();
    }
    throwFailure();
    return done.stream().sorted(Comparator.comparing(CompletedPart::partNumber)).toList();
  }

  private byte[] taken() throws IOException {
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.compareAndSet(null, e);
      throw new InterruptedIOException(upload.target() + ": interrupted while it was uploaded");
    }
  }

  private void throwFailure() throws IOException {
    switch (failure.get()) {
      case null -> {}
      case IOException io -> throw io;
      case Throwable other -> throw new IOException(upload.target() + " was not uploaded", other);
    }
  }

  /** Waits for what is on its way, so that an abort finds no part that arrives after it. */
  @Override
  public void close() {
    failure.compareAndSet(null, new IOException(upload.target() + ": the upload was given up"));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
