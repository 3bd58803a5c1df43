package dev.fringe.storage.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void aFileHasItsNameOnceItIsCommitted() throws IOException {
    Path target = folder.resolve("new/folder/file");
    try (AtomicFile file = AtomicFile.create(target)) {
      file.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
      file.writeAt(1, ByteBuffer.wrap(new byte[] {9}));
      file.write(ByteBuffer.wrap(new byte[] {5}));
      assertFalse(Files.exists(target));
      file.commit();
    }
    try (LocalFileReader reader = LocalFileReader.open(target)) {
      byte[] content = new byte[3];
      reader.readFully(1, content);
      assertEquals(
          List.of((byte) 9, (byte) 3, (byte) 4), List.of(content[0], content[1], content[2]));
      assertEquals(5, reader.size());
      assertThrows(EOFException.class, () -> reader.readFully(3, new byte[3]));
    }
  }

  @Test
  void aFileThatIsNotCommittedLeavesNothing() throws IOException {
    try (AtomicFile file = AtomicFile.create(folder.resolve("file"))) {
      file.write(ByteBuffer.wrap(new byte[] {1}));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }
}
