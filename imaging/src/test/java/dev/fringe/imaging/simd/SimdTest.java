package dev.fringe.imaging.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimdTest {

  private static final Optional<String> NONE = Optional.empty();
  private static final Optional<String> SOME = Optional.of("vectors hold only 2 floats here");

  @Test
  void withoutAWishTheVectorApiIsTakenWhereItServes() {
    assertEquals(Simd.VECTOR, Simd.choose("auto", NONE));
    assertEquals(Simd.SCALAR, Simd.choose("auto", SOME));
  }

  @Test
  void aWishIsFollowedOrRefusedWithItsReason() {
    assertEquals(Simd.SCALAR, Simd.choose("scalar", NONE));
    assertEquals(Simd.VECTOR, Simd.choose("vector", NONE));
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> Simd.choose("vector", SOME));
    assertTrue(refusal.getMessage().contains("vectors hold only 2 floats here"));
    assertThrows(IllegalStateException.class, () -> Simd.choose("fast", NONE));
  }
}
