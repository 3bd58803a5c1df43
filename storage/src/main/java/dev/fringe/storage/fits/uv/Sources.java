package dev.fringe.storage.fits.uv;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.SmallTable;
import dev.fringe.storage.fits.hdu.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources of a file, from its table of sources, and which of them is read.
 *
 * @param all sources, perhaps none
 * @param chosen the one to read; empty where there are none
 */
public record Sources(List<Source> all, Optional<Source> chosen) {
  private static final Logger log = LoggerFactory.getLogger(Sources.class);

  /** Of a file that has no table of sources. */
  public static final Sources NONE = new Sources(List.of(), Optional.empty());

  /**
   * A source.
   *
   * @param id the number by which rows name it
   * @param name its name
   * @param rightAscensionDegrees of its phase centre; likewise declination
   * @param equinox of these
   */
  public record Source(
      int id,
      String name,
      double rightAscensionDegrees,
      double declinationDegrees,
      double equinox) {}

  public Sources {
    all = List.copyOf(all);
  }

  /**
   * Reads AIPS SU or FITS-IDI SOURCE tables.
   *
   * @param idColumn the name of the column with the number
   * @param name the source to read, or the first
   * @throws BadDataException if there is none of this name
   */
  public static Sources read(List<SmallTable> tables, String idColumn, Optional<String> name)
      throws BadDataException {
    List<Source> all = new ArrayList<>();
    for (SmallTable table : tables) {
      all.addAll(rows(table, idColumn));
    }
    if (all.isEmpty()) {
      return NONE;
    }
    String file = tables.getFirst().header().file();
    Source chosen = name.isPresent() ? named(all, name.get(), file) : all.getFirst();
    if (all.size() > 1 && name.isEmpty()) {
      log.warn(
          "{} holds {} sources: {} is read, the rows of {} count as flagged",
          file,
          all.size(),
          chosen.name(),
          all.stream().skip(1).map(Source::name).toList());
    }
    return new Sources(all, Optional.of(chosen));
  }

  /** Whether rows of this source are not to be used. */
  public boolean skips(int id) {
    return all.size() > 1 && chosen.isPresent() && chosen.get().id() != id;
  }

  private static Source named(List<Source> all, String name, String file) throws BadDataException {
    return all.stream()
        .filter(source -> source.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadDataException(
                    file
                        + ": no source is called '"
                        + name
                        + "'; its sources are "
                        + all.stream().map(Source::name).toList()));
  }

  private static List<Source> rows(SmallTable table, String idColumn) throws BadDataException {
    TableColumn id = table.layout().requiredNumbers(idColumn, 1);
    TableColumn rightAscension = table.layout().requiredNumbers("RAEPO", 1);
    TableColumn declination = table.layout().requiredNumbers("DECEPO", 1);
    List<Source> sources = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      sources.add(
          new Source(
              (int) table.number(row, id, 0),
              table.text(row, "SOURCE"),
              table.number(row, rightAscension, 0),
              table.number(row, declination, 0),
              Equinox.of(table.number(row, "EPOCH", 0).orElse(0.0))));
    }
    return sources;
  }
}
