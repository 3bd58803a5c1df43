package dev.fringe.storage.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.imaging.sky.SkyPosition;
import dev.fringe.imaging.visibility.SampleBlock;
import dev.fringe.storage.lake.Did;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A product's metadata. What isn't known is NaN, 0 or empty, and left out of {@link #toMap}.
 *
 * @param identity what it is called
 * @param target name of what was observed (target_name)
 * @param sky where it lies
 * @param time when it was observed
 * @param spectrum what range of wavelengths it covers
 * @param polarisations Stokes parameters or products, such as I or XX (pol_states, pol_xel)
 * @param observable what its values are
 * @param pixels how many values it has along its axes
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
    Observable observable,
    Pixels pixels,
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
   * @param type image, cube, visibility, measurements, ... (dataproduct_type); empty for what is
   *     none of ObsCore's kinds, such as a report
   * @param subtype such as residual or psf (dataproduct_subtype)
   * @param calibrationLevel 0 raw to 4 analysed; images are 3 (calib_level)
   * @param collection the data set it belongs to (obs_collection)
   * @param observation the observation it is made of (obs_id)
   * @param publisher DID under which it is published (obs_publisher_did), if it is
   * @param title a line for people (obs_title)
   * @param created when it was made (obs_creation_date)
   */
  public record Identity(
      String type,
      String subtype,
      int calibrationLevel,
      String collection,
      String observation,
      Optional<Did> publisher,
      String title,
      Optional<Instant> created) {
    public Identity {
      if (calibrationLevel < 0 || calibrationLevel > 4) {
        throw new IllegalArgumentException(
            "calib_level is " + calibrationLevel + ", but must be 0 to 4");
      }
    }
  }

  /**
   * Where a product lies, ICRS; diameter of its field and resolution in the conventional units,
   * degrees and arcseconds.
   *
   * @param raDegrees of its centre (s_ra)
   * @param decDegrees of its centre (s_dec)
   * @param fieldDegrees diameter (s_fov)
   * @param region corners of a polygon, counter-clockwise as seen with north up and east left
   *     (s_region); none where not known
   * @param finestArcsec FWHM along the beam's short axis (s_resolution_min)
   * @param coarsestArcsec FWHM along the beam's long axis (s_resolution_max, s_resolution)
   */
  public record SkyCoverage(
      double raDegrees,
      double decDegrees,
      double fieldDegrees,
      List<SkyPosition> region,
      double finestArcsec,
      double coarsestArcsec) {
    public static final SkyCoverage UNKNOWN =
        new SkyCoverage(Double.NaN, Double.NaN, Double.NaN, List.of(), Double.NaN, Double.NaN);

    public SkyCoverage {
      region = List.copyOf(region);
    }

    /** STC-S, as ObsCore 1.1 has it: {@code POLYGON ICRS ra dec ra dec ...}, in degrees. */
    String regionText() {
      StringBuilder text = new StringBuilder();
      for (SkyPosition corner : region) {
        text.append(text.isEmpty() ? "POLYGON ICRS" : "")
            .append(
                String.format(
                    Locale.ROOT,
                    " %.10f %.10f",
                    Math.toDegrees(corner.rightAscensionRadians()),
                    Math.toDegrees(corner.declinationRadians())));
      }
      return text.toString();
    }
  }

  /** When it was observed: modified Julian dates, UTC, and the integration in seconds. */
  public record TimeCoverage(double startMjd, double endMjd, double exposureSeconds) {
    public static final TimeCoverage UNKNOWN = new TimeCoverage(Double.NaN, Double.NaN, Double.NaN);
  }

  /**
   * The range of wavelengths, metres, shortest first, and λ / δλ of a value of the product
   * (em_res_power).
   */
  public record SpectralCoverage(
      double shortestMetres, double longestMetres, double resolvingPower) {
    public static final SpectralCoverage UNKNOWN =
        new SpectralCoverage(Double.NaN, Double.NaN, Double.NaN);

    /** Of one channel that is the whole band, by its edges in Hz. */
    public static SpectralCoverage ofFrequencies(double lowestHz, double highestHz) {
      return new SpectralCoverage(
          SampleBlock.SPEED_OF_LIGHT / highestHz,
          SampleBlock.SPEED_OF_LIGHT / lowestHz,
          (highestHz + lowestHz) / 2 / (highestHz - lowestHz));
    }
  }

  /**
   * What its values are.
   *
   * @param ucd in the words of UCD1+ (o_ucd)
   * @param unit in the form of the IVOA's VOUnits (o_unit)
   */
  public record Observable(String ucd, String unit) {
    public static final Observable NONE = new Observable("", "");
  }

  /**
   * How many values there are along each axis.
   *
   * @param width along right ascension (s_xel1)
   * @param height along declination (s_xel2)
   * @param scaleArcsec distance of pixels (s_pixel_scale)
   * @param times (t_xel)
   * @param channels (em_xel)
   */
  public record Pixels(int width, int height, double scaleArcsec, int times, int channels) {
    public static final Pixels NONE = new Pixels(0, 0, Double.NaN, 0, 0);

    /** Of an image: one time, one channel. */
    public static Pixels ofImage(int width, int height, double scaleArcsec) {
      return new Pixels(width, height, scaleArcsec, 1, 1);
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
    text(map, "obs_publisher_did", identity.publisher().map(Did::toString).orElse(""));
    text(map, "obs_title", identity.title());
    text(map, "obs_creation_date", identity.created().map(ProductMetadata::date).orElse(""));
    text(map, "target_name", target);
    number(map, "s_ra", sky.raDegrees());
    number(map, "s_dec", sky.decDegrees());
    number(map, "s_fov", sky.fieldDegrees());
    text(map, "s_region", sky.regionText());
    count(map, "s_xel1", pixels.width());
    count(map, "s_xel2", pixels.height());
    number(map, "s_pixel_scale", pixels.scaleArcsec());
    number(map, "s_resolution", sky.coarsestArcsec());
    number(map, "s_resolution_min", sky.finestArcsec());
    number(map, "s_resolution_max", sky.coarsestArcsec());
    number(map, "t_min", time.startMjd());
    number(map, "t_max", time.endMjd());
    number(map, "t_exptime", time.exposureSeconds());
    count(map, "t_xel", pixels.times());
    number(map, "em_min", spectrum.shortestMetres());
    number(map, "em_max", spectrum.longestMetres());
    number(map, "em_res_power", spectrum.resolvingPower());
    count(map, "em_xel", pixels.channels());
    text(map, "o_ucd", observable.ucd());
    text(map, "o_unit", observable.unit());
    if (!polarisations.isEmpty()) {
      map.put("pol_states", "/" + String.join("/", polarisations) + "/");
      map.put("pol_xel", polarisations.size());
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

  /** DALI's timestamp: ISO 8601 without a zone, to the second. */
  private static String date(Instant instant) {
    String text = instant.toString();
    return text.substring(0, Math.min(19, text.length()));
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

  private static void count(Map<String, Object> map, String key, int value) {
    if (value > 0) {
      map.put(key, value);
    }
  }
}
