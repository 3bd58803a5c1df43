package dev.fringe.imaging.picture;

/**
 * Colour scales whose steps look equally large to the eye and grow steadily brighter, so that they
 * also read in grey. Viridis and inferno are the maps of that name by van der Walt and Smith (CC0),
 * drawn straight between ten of their colours.
 */
@SuppressWarnings("ImmutableEnumChecker") // The table is never written again nor given away.
public enum ColourMap {
  VIRIDIS(
      0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b,
      0xfde725),
  INFERNO(
      0x000004, 0x1b0c41, 0x4a0c6b, 0x781c6d, 0xa52c60, 0xcf4446, 0xed6925, 0xfb9b06, 0xf7d13d,
      0xfcffa4),
  GREY(0x000000, 0xffffff);

  private static final int STEPS = 1024;
  private final int[] table = new int[STEPS];

  ColourMap(int... anchors) {
    for (int i = 0; i < STEPS; i++) {
      double place = (double) i / (STEPS - 1) * (anchors.length - 1);
      int below = Math.min((int) place, anchors.length - 2);
      table[i] = mix(anchors[below], anchors[below + 1], place - below);
    }
  }

  /**
   * @param fraction from 0 (darkest) to 1 (brightest); beyond that, the nearer end
   * @return 0xRRGGBB
   */
  public int rgb(double fraction) {
    double place = Math.clamp(fraction, 0.0, 1.0) * (STEPS - 1);
    return table[(int) Math.round(place)];
  }

  private static int mix(int from, int to, double share) {
    int rgb = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double value = (from >> shift & 0xff) * (1 - share) + (to >> shift & 0xff) * share;
      rgb |= (int) Math.round(value) << shift;
    }
    return rgb;
  }
}
