package dev.fringe.bridge.sky;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2RegionCoverer;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers for positions, such that what lies near each other has numbers near each other: the leaf
 * cells of S2. A region is a few ranges of them.
 */
public final class Cells {

  /** Size classes: class c holds what is up to 2^c arcseconds in radius. */
  private static final int LARGEST_CLASS = 20;

  private static final S2RegionCoverer COVERER = S2RegionCoverer.builder().setMaxCells(12).build();

  private Cells() {}

  /** Cells from {@code low} to {@code high}, both included. */
  public record Span(long low, long high) {}

  /** The cell of a position. */
  public static long of(double raDegrees, double decDegrees) {
    return S2CellId.fromLatLng(S2LatLng.fromDegrees(decDegrees, raDegrees)).id();
  }

  /** The cell of the centre of what a region is bounded by. */
  public static long of(Region region) {
    return S2CellId.fromPoint(region.bound().axis()).id();
  }

  /** The class of a region's size: 0 to {@value #LARGEST_CLASS}. */
  public static int sizeClass(Region region) {
    double arcsec = Math.max(1, Math.toDegrees(region.bound().angle().radians()) * 3600);
    return (int) Math.min(LARGEST_CLASS, Math.ceil(Math.log(arcsec) / Math.log(2)));
  }

  /**
   * The cells in which centres may lie of what touches {@code region} and is of a size class;
   * {@code -1} stands for points.
   */
  public static List<Span> spans(Region region, int sizeClass) {
    S2Cap bound = region.bound();
    double reach =
        sizeClass < 0 ? 0 : sizeClass >= LARGEST_CLASS ? 180 : Math.scalb(1.0, sizeClass) / 3600;
    // Caps bound regions from outside by rounding; a milliarcsecond is far above that.
    double radius = Math.toDegrees(bound.angle().radians()) + reach + 3e-7;
    S2Cap search =
        radius >= 180 ? S2Cap.full() : S2Cap.fromAxisAngle(bound.axis(), S1Angle.degrees(radius));
    List<Span> spans = new ArrayList<>();
    for (S2CellId cell : COVERER.getCovering(search).cellIds()) {
      spans.add(new Span(cell.rangeMin().id(), cell.rangeMax().id()));
    }
    return spans;
  }
}
