package dev.fringe.storage.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.storage.lake.Did;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A product's metadata. What isn't known is NaN or empty, and left out of {@link #toMap}.
 *
 * @param identity what it is called
 * @param target name of what was observed (target_name)
 * @param sky where it lies
 * @param time when it was observed
 * @param spectrum what range of wavelengths it covers
 * @param polarisations Stokes parameters or products, such as I or XX (pol_states)
 * @param instrument what observed
 * @param access how it is stored
 * @param progenitors DIDs of what it was made from; an extension to ObsCore
 */
public record ProductMetadata(
    Identity identity,
    String target,
    SkyCoverage sky,
    TimeCoverage time,
    SpectralCoverage spectrum,
    List<String> polarisations,
    Instrument instrument,
    Access access,
    List<Did> progenitors) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public ProductMetadata {
    polarisations = List.copyOf(polarisations);
    progenitors = List.copyOf(progenitors);
  }

  /**
   * What a product is called, and what kind it is.
   *
   * @param type image, cube, visibility, measurements, ... (dataproduct_type)
   * @param subtype such as residual or psf (dataproduct_subtype)
   * @param calibrationLevel 0 raw to 4 analysed; images are 3 (calib_level)
   * @param collection the data set it belongs to (obs_collection)
   * @param observation the observation it is made of (obs_id)
   * @param publisher DID under which it is published (obs_publisher_did)
   */
  public record Identity(
      String type,
      String subtype,
      int calibrationLevel,
      String collection,
      String observation,
      Did publisher) {
    public Identity {
      if (calibrationLevel < 0 || calibrationLevel > 4) {
        throw new IllegalArgumentException(
            "calib_level is " + calibrationLevel + ", but must be 0 to 4");
      }
    }
  }

  /**
   * Where a product lies: ICRS degrees; diameter of its field (s_fov) and resolution in the
   * conventional units, degrees and arcseconds.
   */
  public record SkyCoverage(
      double raDegrees, double decDegrees, double fieldDegrees, double resolutionArcsec) {
    public static final SkyCoverage UNKNOWN =
        new SkyCoverage(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** When it was observed: modified Julian dates, UTC, and the integration in seconds. */
  public record TimeCoverage(double startMjd, double endMjd, double exposureSeconds) {
    public static final TimeCoverage UNKNOWN = new TimeCoverage(Double.NaN, Double.NaN, Double.NaN);
  }

  /** The range of wavelengths, metres, shortest first. */
  public record SpectralCoverage(double shortestMetres, double longestMetres) {
    public static final SpectralCoverage UNKNOWN = new SpectralCoverage(Double.NaN, Double.NaN);

    /** Of a band, by its edges in Hz. */
    public static SpectralCoverage ofFrequencies(double lowestHz, double highestHz) {
      return new SpectralCoverage(
          SampleBlock.SPEED_OF_LIGHT / highestHz, SampleBlock.SPEED_OF_LIGHT / lowestHz);
    }
  }

  /** What observed: facility_name and instrument_name. */
  public record Instrument(String facility, String name) {}

  /**
   * How it is stored.
   *
   * @param format media type, such as image/fits (access_format)
   * @param bytes size; ObsCore's access_estsize has it in units of 1000, rounded up
   */
  public record Access(String format, long bytes) {}

  /** ObsCore's columns by name: strings, numbers, and for progenitors a list of strings. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    text(map, "dataproduct_type", identity.type());
    text(map, "dataproduct_subtype", identity.subtype());
    map.put("calib_level", identity.calibrationLevel());
    text(map, "obs_collection", identity.collection());
    text(map, "obs_id", identity.observation());
    text(map, "obs_publisher_did", identity.publisher().toString());
    text(map, "target_name", target);
    number(map, "s_ra", sky.raDegrees());
    number(map, "s_dec", sky.decDegrees());
    number(map, "s_fov", sky.fieldDegrees());
    number(map, "s_resolution", sky.resolutionArcsec());
    number(map, "t_min", time.startMjd());
    number(map, "t_max", time.endMjd());
    number(map, "t_exptime", time.exposureSeconds());
    number(map, "em_min", spectrum.shortestMetres());
    number(map, "em_max", spectrum.longestMetres());
    if (!polarisations.isEmpty()) {
      map.put("pol_states", "/" + String.join("/", polarisations) + "/");
    }
    text(map, "facility_name", instrument.facility());
    text(map, "instrument_name", instrument.name());
    text(map, "access_format", access.format());
    map.put("access_estsize", (access.bytes() + 999) / 1000);
    if (!progenitors.isEmpty()) {
      map.put("progenitors", progenitors.stream().map(Did::toString).toList());
    }
    return map;
  }

  /** {@link #toMap} as JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(toMap());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("strings and numbers are always written", impossible);
    }
  }

  private static void text(Map<String, Object> map, String key, String value) {
    if (!value.isEmpty()) {
      map.put(key, value);
    }
  }

  private static void number(Map<String, Object> map, String key, double value) {
    if (Double.isFinite(value)) {
      map.put(key, value);
    }
  }
}
