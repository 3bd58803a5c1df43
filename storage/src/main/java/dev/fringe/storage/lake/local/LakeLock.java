package dev.fringe.storage.lake.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps all others, threads and processes, from writing the catalogue; readers go on. */
final class LakeLock implements AutoCloseable {

  private final ReentrantLock inProcess;
  private final FileChannel channel;

  private LakeLock(ReentrantLock inProcess, FileChannel channel) {
    this.inProcess = inProcess;
    this.channel = channel;
  }

  /** Waits for the lock. Not to be taken twice by one thread. */
  static LakeLock acquire(Path file) throws IOException {
    ReentrantLock inProcess = JvmWide.lock(file.toString());
    inProcess.lock();
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new LakeLock(inProcess, channel);
    } catch (IOException | RuntimeException failure) {
      if (channel != null) {
        channel.close();
      }
      inProcess.unlock();
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      inProcess.unlock();
    }
  }
}
