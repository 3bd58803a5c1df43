package dev.fringe.storage.uvfits;

import dev.fringe.storage.BadDataException;
import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.fits.hdu.FitsDate;
import dev.fringe.storage.fits.hdu.FitsFile;
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
import java.util.List;
import java.util.Optional;

/**
 * Everything that the headers and small tables of a UVFITS file tell.
 *
 * @param layout where the groups lie
 * @param axes of their data
 * @param parameters their random parameters
 * @param frequencies spectral windows
 * @param antennaTables stations and clock
 * @param sources which there are, and which is read
 * @param observation the same for the rest of Fringe
 */
record UvfitsSummary(
    GroupLayout layout,
    DataAxes axes,
    RandomParameters parameters,
    FrequencySetup frequencies,
    AntennaTables antennaTables,
    Sources sources,
    Observation observation) {
  static UvfitsSummary read(RangeReader file, Hdu primary, Optional<String> sourceName)
      throws IOException {
    FitsHeader header = primary.header();
    if (!primary.hasGroups()) {
      throw header.bad("GROUPS", "random groups (GROUPS = T and NAXIS1 = 0) are needed");
    }
    DataAxes axes = DataAxes.ofGroups(header);
    GroupLayout layout = GroupLayout.of(file, primary, axes.samples());
    List<Hdu> extensions = FitsFile.extensions(file, primary);
    List<SmallTable> frequencyTables = SmallTable.named(file, extensions, "AIPS FQ");
    FrequencySetup frequencies =
        FrequencySetup.read(
            header,
            axes,
            frequencyTables.stream()
                .findFirst()
                .map(t -> new FrequencySetup.Table(t, "FRQSEL", "IF FREQ", "CH WIDTH")));
    RandomParameters parameters =
        RandomParameters.read(header, layout.parameters(), axes.frequency().referenceValue());
    AntennaTables antennas =
        AntennaTables.read(
            SmallTable.named(file, extensions, "AIPS AN"), StationFrame.Turn.WITH_MERIDIAN);
    Sources sources =
        parameters.source().isPresent()
            ? Sources.read(SmallTable.named(file, extensions, "AIPS SU"), "ID. NO.", sourceName)
            : Sources.NONE;
    return new UvfitsSummary(
        layout,
        axes,
        parameters,
        frequencies,
        antennas,
        sources,
        observation(
            header,
            layout.groups(),
            PhaseCentre.of(header, axes, sources.chosen()),
            axes,
            frequencies,
            antennas,
            sources));
  }

  private static Observation observation(
      FitsHeader header,
      long groups,
      PhaseCentre centre,
      DataAxes axes,
      FrequencySetup frequencies,
      AntennaTables antennas,
      Sources sources)
      throws BadDataException {
    return new Observation(
        header.textOrEmpty("TELESCOP"),
        header.textOrEmpty("INSTRUME"),
        sources.chosen().map(Source::name).orElse(header.textOrEmpty("OBJECT")),
        header.textOrEmpty("OBSERVER"),
        FitsDate.mjd(header.textOrEmpty("DATE-OBS")).orElse(Double.NaN),
        centre.rightAscensionRadians(),
        centre.declinationRadians(),
        centre.equinox(),
        frequencies.windows(),
        axes.correlations(header),
        antennas.antennas(),
        groups);
  }
}
