package dev.fringe.bridge.tables;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.vo.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All tables that may be asked for: ObsCore, the sources of all lists, and what describes them. */
public final class PublishedTables {

  private static final Set<Column> PRINCIPAL =
      Set.of(
          Column.DATAPRODUCT_TYPE,
          Column.CALIB_LEVEL,
          Column.OBS_COLLECTION,
          Column.OBS_ID,
          Column.OBS_PUBLISHER_DID,
          Column.ACCESS_URL,
          Column.ACCESS_FORMAT,
          Column.TARGET_NAME,
          Column.S_RA,
          Column.S_DEC,
          Column.S_FOV,
          Column.T_MIN,
          Column.T_MAX,
          Column.EM_MIN,
          Column.EM_MAX,
          Column.FACILITY_NAME,
          Column.INSTRUMENT_NAME);

  private static final Set<Column> INDEXED =
      Set.of(Column.S_RA, Column.S_DEC, Column.S_REGION, Column.T_MIN, Column.OBS_PUBLISHER_DID);

  private final Map<String, String> schemas;
  private final List<PublishedTable> tables;

  /**
   * Whose lists of sources may be asked for: what is in them is no metadata.
   *
   * @param isAll whether all may
   * @param closed collections that are for members only
   */
  public record ReadableLists(boolean isAll, List<String> closed) {
    public static final ReadableLists ALL = new ReadableLists(true, List.of());

    public ReadableLists {
      closed = List.copyOf(closed);
    }

    private String condition() {
      if (isAll) {
        return "";
      }
      String open =
          closed.isEmpty()
              ? ""
              : " AND COALESCE(p.obs_collection, '') NOT IN (%s)"
                  .formatted(
                      String.join(", ", closed.stream().map(PublishedTables::quote).toList()));
      return "EXISTS (SELECT 1 FROM products AS p WHERE p.did = %s.list"
          + " AND (p.release_time IS NULL OR p.release_time <= CURRENT_TIMESTAMP)"
          + open
          + ")";
    }
  }

  private PublishedTables(Map<String, String> schemas, List<PublishedTable> tables) {
    this.schemas = schemas;
    this.tables = List.copyOf(tables);
  }

  /**
   * The tables of a service.
   *
   * @param dataLink the address of its DataLink, to which a product's name is added
   * @param dataLinkType media type of what that answers
   * @param readable who may read which lists of sources
   */
  public static PublishedTables of(String dataLink, String dataLinkType, ReadableLists readable) {
    Map<String, String> schemas = new LinkedHashMap<>();
    schemas.put("ivoa", "Observations in the terms of the IVOA's ObsCore");
    schemas.put("fringe", "What was measured on the images of the lake");
    schemas.put("tap_schema", "The description of the tables that can be asked for");
    List<PublishedTable> tables = new ArrayList<>();
    tables.add(obsCore(dataLink, dataLinkType));
    tables.add(sources(readable));
    tables.addAll(TapSchema.tables());
    return new PublishedTables(schemas, tables);
  }

  public List<PublishedTable> all() {
    return tables;
  }

  /** Descriptions of schemas by name, in their order. */
  public Map<String, String> schemas() {
    return schemas;
  }

  public List<PublishedTable> in(String schema) {
    return tables.stream().filter(table -> table.schema().equals(schema)).toList();
  }

  /** A table by its names, in any case; without a schema, if only one is called so. */
  public Optional<PublishedTable> find(String schema, String name) {
    List<PublishedTable> found =
        tables.stream()
            .filter(table -> table.name().equalsIgnoreCase(name))
            .filter(table -> schema.isEmpty() || table.schema().equalsIgnoreCase(schema))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static PublishedTable obsCore(String dataLink, String dataLinkType) {
    List<PublishedColumn> columns =
        Arrays.stream(Column.values())
            .map(column -> obsCoreColumn(column, dataLink, dataLinkType))
            .toList();
    return new PublishedTable(
        "ivoa",
        "obscore",
        "Products of the data lake: images, cubes, visibilities, lists of sources",
        "ivo://ivoa.net/std/ObsCore#core-1.1",
        "products",
        "%s.is_observation",
        columns,
        Optional.of(
            new PublishedTable.OnSky(
                "s_ra", "s_dec", "point_cell", "s_region", "size_class", "cell")));
  }

  private static PublishedColumn obsCoreColumn(
      Column column, String dataLink, String dataLinkType) {
    String sql =
        switch (column) {
          // Names hold nothing else that an address must escape.
          case ACCESS_URL ->
              "(" + quote(dataLink) + " || REPLACE(REPLACE(%s.did, ':', '%3A'), '+', '%2B'))";
          case ACCESS_FORMAT -> quote(dataLinkType);
          default -> "%s.\"" + column.columnName() + "\"";
        };
    return new PublishedColumn(
        Field.of(column),
        sql,
        PRINCIPAL.contains(column),
        INDEXED.contains(column),
        !column.utype().isEmpty());
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static PublishedTable sources(ReadableLists readable) {
    return new PublishedTable(
        "fringe",
        "sources",
        "Sources of all published lists: positions, brightness and size, as fitted",
        "",
        "sources",
        readable.condition(),
        List.of(
            source(
                    "list",
                    "list_did",
                    Field.Type.TEXT,
                    "",
                    "meta.ref.uri",
                    "Name of the list's file in the data lake")
                .principal()
                .indexed(),
            source(
                    "name",
                    "source_name",
                    Field.Type.TEXT,
                    "",
                    "meta.id;meta.main",
                    "Name of the source")
                .principal(),
            source(
                    "ra",
                    "s_ra",
                    Field.Type.DOUBLE,
                    "deg",
                    "pos.eq.ra;meta.main",
                    "Right ascension, ICRS")
                .principal()
                .indexed(),
            source(
                    "dec",
                    "s_dec",
                    Field.Type.DOUBLE,
                    "deg",
                    "pos.eq.dec;meta.main",
                    "Declination, ICRS")
                .principal()
                .indexed(),
            source(
                "ra_error",
                "ra_error",
                Field.Type.DOUBLE,
                "arcsec",
                "stat.error;pos.eq.ra",
                "Standard error along right ascension"),
            source(
                "dec_error",
                "dec_error",
                Field.Type.DOUBLE,
                "arcsec",
                "stat.error;pos.eq.dec",
                "Standard error along declination"),
            source(
                    "peak",
                    "peak",
                    Field.Type.DOUBLE,
                    "Jy/beam",
                    "phot.flux.density;em.radio;stat.max",
                    "Peak brightness")
                .principal(),
            source(
                "peak_error",
                "peak_error",
                Field.Type.DOUBLE,
                "Jy/beam",
                "stat.error;phot.flux.density",
                "Standard error of the peak"),
            source(
                    "flux",
                    "flux",
                    Field.Type.DOUBLE,
                    "Jy",
                    "phot.flux.density;em.radio",
                    "Integrated flux density")
                .principal(),
            source(
                "flux_error",
                "flux_error",
                Field.Type.DOUBLE,
                "Jy",
                "stat.error;phot.flux.density",
                "Standard error of the flux density"),
            source(
                "noise",
                "noise",
                Field.Type.DOUBLE,
                "Jy/beam",
                "stat.stdev;phot.flux.density",
                "Noise about the source"),
            source(
                "major",
                "major_axis",
                Field.Type.DOUBLE,
                "arcsec",
                "phys.angSize.smajAxis",
                "FWHM along the long axis, as fitted"),
            source(
                "minor",
                "minor_axis",
                Field.Type.DOUBLE,
                "arcsec",
                "phys.angSize.sminAxis",
                "FWHM along the short axis, as fitted"),
            source(
                "pa",
                "position_angle",
                Field.Type.DOUBLE,
                "deg",
                "pos.posAng",
                "Position angle of the long axis, north through east")),
        Optional.of(new PublishedTable.OnSky("s_ra", "s_dec", "cell", "", "", "")));
  }

  private static PublishedColumn source(
      String physical, String name, Field.Type type, String unit, String ucd, String description) {
    return new PublishedColumn(
        new Field(name, type, unit, ucd, "", "", description),
        "%s.\"" + physical + "\"",
        false,
        false,
        false);
  }
}
