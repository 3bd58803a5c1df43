package dev.fringe.pipelines.products;

import dev.fringe.imaging.sky.Sexagesimal;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.sky.TangentPlane;
import dev.fringe.imaging.sources.Source;
import java.util.List;
import java.util.Locale;

/** The list of sources as comma-separated values, units in the column names. */
public final class SourceTable {

  private static final double ARCSEC = Math.toDegrees(1) * 3600;

  static final String HEADER =
      "name,ra_deg,dec_deg,ra,dec,ra_error_arcsec,dec_error_arcsec,l,m,x_pixel,y_pixel,"
          + "peak_jy_per_beam,peak_error_jy_per_beam,flux_jy,flux_error_jy,noise_jy_per_beam,snr,"
          + "major_arcsec,minor_arcsec,position_angle_deg,"
          + "deconvolved_major_arcsec,deconvolved_minor_arcsec,deconvolved_position_angle_deg,"
          + "resolved,island";

  private SourceTable() {}

  /** A line for each source, the brightest first, below a header line. */
  public static String csv(List<Source> sources, SkyPosition phaseCentre) {
    TangentPlane plane = new TangentPlane(phaseCentre);
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    for (Source source : sources) {
      csv.append(line(source, source.position(plane))).append('\n');
    }
    return csv.toString();
  }

  private static String line(Source source, SkyPosition at) {
    return String.format(
        Locale.ROOT,
        "%s,%.8f,%.8f,%s,%s,%.3g,%.3g,%.10g,%.10g,%.4f,%.4f,%.6g,%.3g,%.6g,%.3g,%.4g,%.2f,%.5g,%.5g,%.2f,%.5g,%.5g,%.2f,%s,%d",
        name(at),
        Math.toDegrees(at.rightAscensionRadians()),
        Math.toDegrees(at.declinationRadians()),
        Sexagesimal.ofHours(at.rightAscensionRadians(), 4),
        Sexagesimal.ofDegrees(at.declinationRadians(), 3),
        source.lError() * ARCSEC,
        source.mError() * ARCSEC,
        source.l(),
        source.m(),
        source.x(),
        source.y(),
        source.peakJy(),
        source.peakErrorJy(),
        source.fluxJy(),
        source.fluxErrorJy(),
        source.noiseJy(),
        source.signalToNoise(),
        source.fitted().majorRadians() * ARCSEC,
        source.fitted().minorRadians() * ARCSEC,
        Math.toDegrees(source.fitted().positionAngleRadians()),
        source.size().majorRadians() * ARCSEC,
        source.size().minorRadians() * ARCSEC,
        Math.toDegrees(source.size().positionAngleRadians()),
        source.resolved(),
        source.island());
  }

  /** J and the position, as catalogues name sources. */
  private static String name(SkyPosition at) {
    String ra = Sexagesimal.ofHours(at.rightAscensionRadians(), 2).replace(":", "");
    String dec = Sexagesimal.ofDegrees(at.declinationRadians(), 1).replace(":", "");
    return "J" + ra + dec;
  }
}
