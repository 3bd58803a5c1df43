package dev.fringe.imaging.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judged by positions that the VLA calibrator manual gives in both systems. */
class IcrsTest {

  private static final double ARCSEC = Math.toRadians(1 / 3600.0);

  @ParameterizedTest
  @CsvSource({
    // 3C 286, 3C 48, 3C 147, 3C 273
    "13:28:49.6577, 30:45:58.640, 13:31:08.287984, 30:30:32.958850",
    "01:34:49.8264, 32:54:20.259, 01:37:41.299431, 33:09:35.132990",
    "05:38:43.5055, 49:49:42.855, 05:42:36.137916, 49:51:07.233560",
    "12:26:33.2460, 02:19:43.470, 12:29:06.699700, 02:03:08.598200"
  })
  void calibratorsOfB1950StandWhereTheyDoInJ2000(
      String ra1950, String dec1950, String ra2000, String dec2000) {
    SkyPosition found = Icrs.of(SkyPosition.parse(ra1950, dec1950), 1950).orElseThrow();
    double off = found.separationRadians(SkyPosition.parse(ra2000, dec2000)) / ARCSEC;
    assertTrue(off < 0.5, off + " arcsec");
  }

  @ParameterizedTest
  @CsvSource({"2000, true", "1975, false"})
  void j2000StaysAndOtherEquinoxesAreNotGuessed(double equinox, boolean known) {
    SkyPosition position = SkyPosition.ofDegrees(187.7059, 12.3911);
    assertEquals(known ? Optional.of(position) : Optional.empty(), Icrs.of(position, equinox));
  }
}
