package dev.fringe.bridge.catalogue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of {@code ivoa.obscore}, with what ObsCore 1.1 says of each (its tables 5 and 6): all
 * mandatory ones, and those optional ones that products are published with.
 */
public enum Column {
  DATAPRODUCT_TYPE(
      Type.TEXT,
      "",
      "meta.code.class",
      "ObsDataset.dataProductType",
      true,
      "Kind of product: image, cube, visibility, measurements, ..."),
  DATAPRODUCT_SUBTYPE(
      Type.TEXT,
      "",
      "meta.code.class",
      "ObsDataset.dataProductSubtype",
      false,
      "What the product is within its kind: restored, residual, psf, ..."),
  CALIB_LEVEL(
      Type.INTEGER,
      "",
      "meta.code;obs.calib",
      "ObsDataset.calibLevel",
      true,
      "Calibration level, from 0 (raw) to 4 (analysed)"),
  OBS_COLLECTION(
      Type.TEXT,
      "",
      "meta.id",
      "DataID.collection",
      true,
      "Collection that the product belongs to"),
  OBS_ID(
      Type.TEXT,
      "",
      "meta.id",
      "DataID.observationID",
      true,
      "Observation that the product is made of"),
  OBS_TITLE(Type.TEXT, "", "meta.title;obs", "DataID.title", false, "A line about the product"),
  OBS_PUBLISHER_DID(
      Type.TEXT,
      "",
      "meta.ref.ivoid",
      "Curation.publisherDID",
      true,
      "Name of the product in the data lake, scope:name"),
  OBS_CREATION_DATE(
      Type.TIMESTAMP, "", "time;meta.dataset", "DataID.date", false, "When the product was made"),
  OBS_RELEASE_DATE(
      Type.TIMESTAMP,
      "",
      "time.release",
      "Curation.releaseDate",
      false,
      "When the product becomes public; absent if it is from the start"),
  ACCESS_URL(
      Type.TEXT,
      "",
      "meta.ref.url",
      "Access.reference",
      true,
      "DataLink of the product: its file, pictures and services"),
  ACCESS_FORMAT(
      Type.TEXT,
      "",
      "meta.code.mime",
      "Access.format",
      true,
      "Media type of what access_url answers"),
  ACCESS_ESTSIZE(
      Type.LONG, "kbyte", "phys.size;meta.file", "Access.size", true, "Size of the product's file"),
  TARGET_NAME(Type.TEXT, "", "meta.id;src", "Target.name", true, "Name of what was observed"),
  S_RA(
      Type.DOUBLE,
      "deg",
      "pos.eq.ra",
      "Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C1",
      true,
      "Right ascension of the centre, ICRS"),
  S_DEC(
      Type.DOUBLE,
      "deg",
      "pos.eq.dec",
      "Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C2",
      true,
      "Declination of the centre, ICRS"),
  S_FOV(
      Type.DOUBLE,
      "deg",
      "phys.angSize;instr.fov",
      "Char.SpatialAxis.Coverage.Bounds.Extent.diameter",
      true,
      "Diameter of the field"),
  S_REGION(
      Type.REGION,
      "",
      "pos.outline;obs.field",
      "Char.SpatialAxis.Coverage.Support.Area",
      true,
      "Outline of the field, ICRS"),
  S_XEL1(
      Type.LONG,
      "",
      "meta.number",
      "Char.SpatialAxis.numBins1",
      true,
      "Pixels along right ascension"),
  S_XEL2(
      Type.LONG, "", "meta.number", "Char.SpatialAxis.numBins2", true, "Pixels along declination"),
  S_PIXEL_SCALE(
      Type.DOUBLE,
      "arcsec",
      "phys.angSize;instr.pixel",
      "Char.SpatialAxis.Sampling.RefVal.SamplingPeriod",
      false,
      "Distance of pixels"),
  S_RESOLUTION(
      Type.DOUBLE,
      "arcsec",
      "pos.angResolution",
      "Char.SpatialAxis.Resolution.Refval.value",
      true,
      "FWHM of the beam along its long axis"),
  S_RESOLUTION_MIN(
      Type.DOUBLE,
      "arcsec",
      "pos.angResolution;stat.min",
      "Char.SpatialAxis.Resolution.Bounds.Limits.LoLimit",
      false,
      "FWHM of the beam along its short axis"),
  S_RESOLUTION_MAX(
      Type.DOUBLE,
      "arcsec",
      "pos.angResolution;stat.max",
      "Char.SpatialAxis.Resolution.Bounds.Limits.HiLimit",
      false,
      "FWHM of the beam along its long axis"),
  T_MIN(
      Type.DOUBLE,
      "d",
      "time.start;obs.exposure",
      "Char.TimeAxis.Coverage.Bounds.Limits.StartTime",
      true,
      "Start of the observation, MJD"),
  T_MAX(
      Type.DOUBLE,
      "d",
      "time.end;obs.exposure",
      "Char.TimeAxis.Coverage.Bounds.Limits.StopTime",
      true,
      "End of the observation, MJD"),
  T_EXPTIME(
      Type.DOUBLE,
      "s",
      "time.duration;obs.exposure",
      "Char.TimeAxis.Coverage.Support.Extent",
      true,
      "Integration"),
  T_RESOLUTION(
      Type.DOUBLE,
      "s",
      "time.resolution",
      "Char.TimeAxis.Resolution.Refval.value",
      true,
      "Resolution in time"),
  T_XEL(Type.LONG, "", "meta.number", "Char.TimeAxis.numBins", true, "Values along time"),
  EM_MIN(
      Type.DOUBLE,
      "m",
      "em.wl;stat.min",
      "Char.SpectralAxis.Coverage.Bounds.Limits.LoLimit",
      true,
      "Shortest wavelength"),
  EM_MAX(
      Type.DOUBLE,
      "m",
      "em.wl;stat.max",
      "Char.SpectralAxis.Coverage.Bounds.Limits.HiLimit",
      true,
      "Longest wavelength"),
  EM_RES_POWER(
      Type.DOUBLE,
      "",
      "spect.resolution",
      "Char.SpectralAxis.Resolution.ResolPower.refVal",
      true,
      "Resolving power of a value of the product"),
  EM_XEL(
      Type.LONG, "", "meta.number", "Char.SpectralAxis.numBins", true, "Values along the spectrum"),
  O_UCD(Type.TEXT, "", "meta.ucd", "Char.ObservableAxis.ucd", true, "UCD of the values"),
  O_UNIT(Type.TEXT, "", "meta.unit", "Char.ObservableAxis.unit", false, "Unit of the values"),
  POL_STATES(
      Type.TEXT,
      "",
      "meta.code;phys.polarization",
      "Char.PolarizationAxis.stateList",
      true,
      "Polarisations, between slashes"),
  POL_XEL(
      Type.LONG,
      "",
      "meta.number",
      "Char.PolarizationAxis.numBins",
      true,
      "Number of polarisations"),
  FACILITY_NAME(
      Type.TEXT, "", "meta.id;instr.tel", "Provenance.ObsConfig.Facility.name", true, "Telescope"),
  INSTRUMENT_NAME(
      Type.TEXT, "", "meta.id;instr", "Provenance.ObsConfig.Instrument.name", true, "Instrument"),
  CONTENT_TYPE(Type.TEXT, "", "meta.code.mime", "", false, "Media type of the product's own file");

  /** What values a column has. */
  public enum Type {
    TEXT,
    /** ISO 8601 without a zone, UTC; text in tables. */
    TIMESTAMP,
    /** STC-S, as in {@code POLYGON ICRS 1 2 3 4 5 6}; text in tables. */
    REGION,
    INTEGER,
    LONG,
    DOUBLE;

    public boolean isText() {
      return this == TEXT || this == TIMESTAMP || this == REGION;
    }
  }

  private static final Map<String, Column> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Column::columnName, Function.identity()));

  private final Type type;
  private final String unit;
  private final String ucd;
  private final String utype;
  private final boolean isMandatory;
  private final String description;

  Column(
      Type type, String unit, String ucd, String utype, boolean isMandatory, String description) {
    this.type = type;
    this.unit = unit;
    this.ucd = ucd;
    this.utype = utype;
    this.isMandatory = isMandatory;
    this.description = description;
  }

  /** The column called {@code name}, in any case. */
  public static Optional<Column> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(java.util.Locale.ROOT)));
  }

  /** As in tables: lower case. */
  public String columnName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public Type type() {
    return type;
  }

  /** As VOUnits has it; empty for none. */
  public String unit() {
    return unit;
  }

  public String ucd() {
    return ucd;
  }

  /** Without a prefix; empty for what is not ObsCore's. */
  public String utype() {
    return utype;
  }

  /** Whether ObsCore wants it in every table. */
  public boolean isMandatory() {
    return isMandatory;
  }

  public String description() {
    return description;
  }

  /** Whether its values are made from others when asked for, not published. */
  public boolean isDerived() {
    return this == ACCESS_URL || this == ACCESS_FORMAT;
  }
}
