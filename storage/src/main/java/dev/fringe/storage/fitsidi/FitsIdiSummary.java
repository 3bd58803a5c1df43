package dev.fringe.storage.fitsidi;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.fits.hdu.FitsDate;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fits.hdu.SmallTable;
import dev.fringe.storage.fits.uv.AntennaTables;
import dev.fringe.storage.fits.uv.DataAxes;
import dev.fringe.storage.fits.uv.FrequencySetup;
import dev.fringe.storage.fits.uv.PhaseCentre;
import dev.fringe.storage.fits.uv.Sources;
import dev.fringe.storage.fits.uv.Sources.Source;
import dev.fringe.storage.fits.uv.StationFrame;
import dev.fringe.storage.visibility.Observation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the headers and small tables of a FITS-IDI file tell.
 *
 * @param tables the UV_DATA tables
 * @param antennas stations and clock
 * @param frequencies spectral windows
 * @param sources which there are, and which is read
 * @param observation the same for the rest of Fringe
 */
record FitsIdiSummary(
    List<UvDataTable> tables,
    AntennaTables antennas,
    FrequencySetup frequencies,
    Sources sources,
    Observation observation) {

  static FitsIdiSummary read(
      RangeReader file, Hdu primary, List<Hdu> units, Optional<String> sourceName)
      throws IOException {
    List<UvDataTable> tables = new ArrayList<>();
    for (Hdu unit : units) {
      if (unit.name().equalsIgnoreCase("UV_DATA")) {
        tables.add(UvDataTable.read(unit));
      }
    }
    if (tables.isEmpty()) {
      throw new BadDataException(file.description() + ": there is no UV_DATA table");
    }
    checkAlike(tables);
    FitsHeader header = tables.getFirst().layout().header();
    long rows = tables.stream().mapToLong(table -> table.layout().rows()).sum();
    if (rows == 0) {
      throw header.bad("NAXIS2", "the UV_DATA tables hold no visibilities; 1 row is needed");
    }
    DataAxes axes = tables.getFirst().axes();
    FrequencySetup frequencies =
        FrequencySetup.read(
            header,
            axes,
            SmallTable.named(file, units, "FREQUENCY").stream()
                .findFirst()
                .map(t -> new FrequencySetup.Table(t, "FREQID", "BANDFREQ", "CH_WIDTH")));
    AntennaTables antennas =
        AntennaTables.read(SmallTable.named(file, units, "ARRAY_GEOMETRY"), StationFrame.Turn.NONE);
    List<SmallTable> sourceTables = SmallTable.named(file, units, "SOURCE");
    String id =
        sourceTables.stream().anyMatch(table -> table.layout().column("SOURCE_ID").isPresent())
            ? "SOURCE_ID"
            : "ID_NO.";
    Sources sources = Sources.read(sourceTables, id, sourceName);
    PhaseCentre centre = PhaseCentre.of(header, axes, sources.chosen());
    FitsHeader first = primary.header();
    return new FitsIdiSummary(
        List.copyOf(tables),
        antennas,
        frequencies,
        sources,
        new Observation(
            either(first, header, "TELESCOP", "ARRNAM"),
            first.textOrEmpty("INSTRUME"),
            sources.chosen().map(Source::name).orElse(first.textOrEmpty("OBJECT")),
            either(first, header, "OBSERVER", "OBSCODE"),
            FitsDate.mjd(either(first, header, "DATE-OBS", "RDATE")).orElse(Double.NaN),
            centre.rightAscensionRadians(),
            centre.declinationRadians(),
            centre.equinox(),
            frequencies.windows(),
            axes.correlations(header),
            antennas.antennas(),
            rows));
  }

  /** One decoder for each table, in order; not to be shared by threads. */
  List<UvDataDecoder> decoders(String file) throws BadDataException {
    List<UvDataDecoder> decoders = new ArrayList<>();
    for (UvDataTable table : tables) {
      decoders.add(new UvDataDecoder(file, table, antennas, frequencies, sources));
    }
    return decoders;
  }

  private static void checkAlike(List<UvDataTable> tables) throws BadDataException {
    DataAxes axes = tables.getFirst().axes();
    for (UvDataTable table : tables) {
      if (!table.axes().equals(axes)) {
        FitsHeader header = table.layout().header();
        throw new BadDataException(
            header.file()
                + ": the UV_DATA table with EXTVER = "
                + header.textOrEmpty("EXTVER")
                + " has other axes than the first; they must be the same");
      }
    }
  }

  private static String either(FitsHeader first, FitsHeader table, String key, String other) {
    return first.text(key).or(() -> table.text(key)).or(() -> table.text(other)).orElse("");
  }
}
