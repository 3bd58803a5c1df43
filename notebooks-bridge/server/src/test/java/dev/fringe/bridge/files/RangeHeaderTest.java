package dev.fringe.bridge.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RangeHeaderTest {

  private static String ranges(String header) {
    return RangeHeader.parse(header, 100)
        .map(List::toString)
        .orElse("ignored")
        .replaceAll("ByteRange\\[from=(\\d+), to=(\\d+)\\]", "$1-$2");
  }

  @Test
  void rangesAreReadAsRfc9110HasThem() {
    assertEquals("[0-10]", ranges("bytes=0-9"));
    assertEquals("[90-100]", ranges("bytes=90-"));
    assertEquals("[95-100]", ranges("bytes=-5"));
    assertEquals("[0-100]", ranges("bytes=-5000"));
    assertEquals("[0-1, 50-52]", ranges("Bytes=0-0, 50-51"));
    assertEquals("[50-52, 0-1]", ranges("bytes=50-51,0-0"));
  }

  @Test
  void rangesThatTouchAreOne() {
    assertEquals("[0-30]", ranges("bytes=10-19,0-9,20-29"));
    assertEquals("[0-100]", ranges("bytes=0-,0-,0-,0-"));
  }

  @Test
  void whatIsNotInTheFileIsNoRangeAndWhatIsMalformedIsIgnored() {
    assertEquals("[]", ranges("bytes=100-"));
    assertEquals("[]", ranges("bytes=-0"));
    for (String bad :
        List.of(
            "bytes=",
            "bytes=-",
            "bytes=5-4",
            "bytes=a-b",
            "items=0-1",
            "bytes=1-2,x",
            "bytes=99999999999999999999-",
            "bytes=0-1" + ",3-4".repeat(200))) {
      assertEquals("ignored", ranges(bad), bad);
    }
  }
}
