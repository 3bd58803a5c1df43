package dev.fringe.storage.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

class WholeSumTest {

  private static final int SIZE = 3_000_001;

  private final MemoryReader file = MemoryReader.random(SIZE);

  private String truth() {
    Adler32 sum = new Adler32();
    sum.update(file.content());
    return "%08x".formatted(sum.getValue());
  }

  @Test
  void rangesReadByDifferentTasksSumToTheWholeFile() throws Exception {
    List<PieceSum> pieces = new ArrayList<>();
    for (int task = 0; task < 5; task++) {
      SummingReader reader = SummingReader.over(file);
      reader.readFully(0, new byte[2880]);
      long from = 5760 + task * 500_000L;
      reader.expect(from, from + 500_000);
      reader.readFully(from, new byte[300_000]);
      reader.readFully(from + 300_000, new byte[200_000]);
      reader.readFully(SIZE - 100, new byte[100]);
      pieces.addAll(reader.sums());
    }
    Collections.shuffle(pieces, new Random(1));
    int before = file.requests();

    assertEquals(truth(), WholeSum.of(pieces, file));
    assertEquals(2, file.requests() - before, "only the two gaps are read");
  }

  @Test
  void piecesThatOverlapAreCountedOnce() throws Exception {
    List<PieceSum> pieces = new ArrayList<>();
    for (int[] range : new int[][] {{0, 9}, {0, 70_000}, {69_999, 100_000}, {70_000, 200_000}}) {
      ByteBuffer bytes = ByteBuffer.wrap(file.content(), range[0], range[1] - range[0]);
      pieces.add(PieceSum.of(range[0], bytes));
    }
    assertEquals(truth(), WholeSum.of(pieces, file));
    assertEquals(truth(), WholeSum.of(List.of(), file));
  }

  @Test
  void aByteThatChangedIsSeen() throws Exception {
    SummingReader reader = SummingReader.over(file);
    reader.expect(0, SIZE);
    String sound = truth();
    file.content()[1_234_567] ^= 1;
    reader.readFully(0, new byte[SIZE]);

    assertNotEquals(sound, WholeSum.of(reader.sums(), file));
    assertEquals(truth(), WholeSum.of(reader.sums(), file));
  }
}
