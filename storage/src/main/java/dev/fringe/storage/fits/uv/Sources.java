package dev.fringe.storage.fits.uv;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.fits.hdu.SmallTable;
import dev.fringe.storage.fits.hdu.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sources of a file, from its table of sources. */
public final class Sources {

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

  private Sources() {}

  /**
   * Reads an AIPS SU or a FITS-IDI SOURCE table.
   *
   * @param idColumn the name of the column with the number
   */
  public static List<Source> read(SmallTable table, String idColumn) throws BadDataException {
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

  /**
   * The source to read: the one of this name, or the first.
   *
   * @throws BadDataException if there is none of this name
   */
  public static Optional<Source> choose(List<Source> sources, Optional<String> name, String file)
      throws BadDataException {
    if (name.isEmpty()) {
      return sources.stream().findFirst();
    }
    Optional<Source> found =
        sources.stream().filter(s -> s.name().equalsIgnoreCase(name.get())).findFirst();
    if (found.isEmpty()) {
      throw new BadDataException(
          file
              + ": no source is called '"
              + name.get()
              + "'; its sources are "
              + sources.stream().map(Source::name).toList());
    }
    return found;
  }
}
