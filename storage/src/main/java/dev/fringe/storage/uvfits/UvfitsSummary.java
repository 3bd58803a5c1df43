package dev.fringe.storage.uvfits;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.fits.hdu.FitsDate;
import dev.fringe.storage.fits.hdu.FitsFile;
import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.Hdu;
import dev.fringe.storage.fits.hdu.SmallTable;
import dev.fringe.storage.fits.uv.DataAxes;
import dev.fringe.storage.fits.uv.Equinox;
import dev.fringe.storage.fits.uv.FrequencySetup;
import dev.fringe.storage.fits.uv.Sources;
import dev.fringe.storage.fits.uv.Sources.Source;
import dev.fringe.storage.visibility.Observation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that the headers and small tables of a UVFITS file tell.
 *
 * @param layout where the groups lie
 * @param axes of their data
 * @param parameters their random parameters
 * @param frequencies spectral windows
 * @param antennaTables stations and clock
 * @param sources of the table of sources, perhaps none
 * @param sourceFilter the number of the source to read, where there are others
 * @param observation the same for the rest of Fringe
 */
record UvfitsSummary(
    GroupLayout layout,
    DataAxes axes,
    RandomParameters parameters,
    FrequencySetup frequencies,
    AntennaTables antennaTables,
    List<Source> sources,
    OptionalInt sourceFilter,
    Observation observation) {
  private static final Logger log = LoggerFactory.getLogger(UvfitsSummary.class);

  static UvfitsSummary read(RangeReader file, Hdu primary, Optional<String> sourceName)
      throws IOException {
    FitsHeader header = primary.header();
    if (!primary.hasGroups()) {
      throw header.bad("GROUPS", "random groups (GROUPS = T and NAXIS1 = 0) are needed");
    }
    DataAxes axes = DataAxes.ofGroups(header);
    GroupLayout layout = GroupLayout.of(file, primary, axes.samples());
    List<Hdu> extensions = FitsFile.extensions(file, primary);
    List<SmallTable> frequencyTables = tables(file, extensions, "AIPS FQ");
    FrequencySetup frequencies =
        FrequencySetup.read(
            header,
            axes,
            frequencyTables.stream()
                .findFirst()
                .map(t -> new FrequencySetup.Table(t, "FRQSEL", "IF FREQ", "CH WIDTH")));
    RandomParameters parameters =
        RandomParameters.read(header, layout.parameters(), axes.frequency().referenceValue());
    AntennaTables antennas = AntennaTables.read(tables(file, extensions, "AIPS AN"));
    List<Source> sources = new ArrayList<>();
    if (parameters.source().isPresent()) {
      for (SmallTable table : tables(file, extensions, "AIPS SU")) {
        sources.addAll(Sources.read(table, "ID. NO."));
      }
    }
    Optional<Source> chosen = Sources.choose(sources, sourceName, file.description());
    if (sources.size() > 1 && sourceName.isEmpty()) {
      log.warn(
          "{} holds {} sources: {} is read, the rows of {} count as flagged",
          file.description(),
          sources.size(),
          chosen.orElseThrow().name(),
          sources.stream().skip(1).map(Source::name).toList());
    }
    OptionalInt filter =
        sources.size() > 1 ? OptionalInt.of(chosen.orElseThrow().id()) : OptionalInt.empty();
    return new UvfitsSummary(
        layout,
        axes,
        parameters,
        frequencies,
        antennas,
        List.copyOf(sources),
        filter,
        observation(header, axes, layout, frequencies, antennas, chosen));
  }

  private static Observation observation(
      FitsHeader header,
      DataAxes axes,
      GroupLayout layout,
      FrequencySetup frequencies,
      AntennaTables antennas,
      Optional<Source> source)
      throws BadDataException {
    double rightAscension =
        source.isPresent()
            ? source.get().rightAscensionDegrees()
            : degrees(header, axes.rightAscension().map(a -> a.referenceValue()), "RA");
    double declination =
        source.isPresent()
            ? source.get().declinationDegrees()
            : degrees(header, axes.declination().map(a -> a.referenceValue()), "DEC");
    if (!(Math.abs(declination) <= 90)) {
      throw new BadDataException(
          header.file()
              + ": the declination of the phase centre is "
              + declination
              + " degrees; -90 to 90 is needed");
    }
    return new Observation(
        header.textOrEmpty("TELESCOP"),
        header.textOrEmpty("INSTRUME"),
        source.map(Source::name).orElse(header.textOrEmpty("OBJECT")),
        header.textOrEmpty("OBSERVER"),
        FitsDate.mjd(header.textOrEmpty("DATE-OBS")).orElse(Double.NaN),
        Math.toRadians(rightAscension),
        Math.toRadians(declination),
        source.map(Source::equinox).orElse(Equinox.of(header)),
        frequencies.windows(),
        axes.correlations(header),
        antennas.antennas(),
        layout.groups());
  }

  /** From the axis; failing that, from OBSRA or OBSDEC. */
  private static double degrees(FitsHeader header, Optional<Double> axis, String name)
      throws BadDataException {
    if (axis.isPresent() && Double.isFinite(axis.get())) {
      return axis.get();
    }
    OptionalDouble pointing = header.number("OBS" + name);
    if (pointing.isEmpty()) {
      throw new BadDataException(
          header.file()
              + ": the phase centre is unknown: no axis has CTYPE = '"
              + name
              + "' with a CRVAL in degrees, and there is no OBS"
              + name);
    }
    return pointing.getAsDouble();
  }

  private static List<SmallTable> tables(RangeReader file, List<Hdu> extensions, String name)
      throws IOException {
    List<SmallTable> tables = new ArrayList<>();
    for (Hdu unit : extensions) {
      if (unit.name().equalsIgnoreCase(name)) {
        tables.add(SmallTable.read(file, unit));
      }
    }
    return tables;
  }
}
