package dev.fringe.storage.uvfits;

import dev.fringe.storage.fits.hdu.FitsDate;
import dev.fringe.storage.fits.hdu.HeaderBuilder;
import dev.fringe.storage.fits.hdu.TableBuilder;
import dev.fringe.storage.visibility.Antenna;
import dev.fringe.storage.visibility.Observation;
import dev.fringe.storage.visibility.SpectralWindow;
import java.nio.ByteBuffer;
import java.util.List;

/** The AIPS AN and FQ tables of a file to be written, complete as AIPS memo 117 lists them. */
final class UvfitsTables {
  private static final int NAME_LENGTH = 8;

  private UvfitsTables() {}

  /**
   * Stations in geocentric coordinates, with the array's position at the Earth's centre: the one
   * convention that all programs read alike.
   */
  static TableBuilder antennas(Observation observation, double referenceDay) {
    boolean circular =
        switch (observation.correlations().getFirst()) {
          case RR, LL, RL, LR -> true;
          default -> false;
        };
    TableBuilder table =
        new TableBuilder("AIPS AN")
            .column("ANNAME", NAME_LENGTH, 'A', "")
            .column("STABXYZ", 3, 'D', "METERS")
            .column("ORBPARM", 0, 'D', "")
            .column("NOSTA", 1, 'J', "")
            .column("MNTSTA", 1, 'J', "")
            .column("STAXOF", 1, 'E', "METERS")
            .column("DIAMETER", 1, 'E', "METERS")
            .column("POLTYA", 1, 'A', "")
            .column("POLAA", 1, 'E', "DEGREES")
            .column("POLCALA", 0, 'E', "")
            .column("POLTYB", 1, 'A', "")
            .column("POLAB", 1, 'E', "DEGREES")
            .column("POLCALB", 0, 'E', "")
            .keywords(cards -> antennaKeywords(cards, observation, referenceDay));
    for (Antenna antenna : observation.antennas()) {
      table.row(row -> antenna(row, antenna, circular));
    }
    return table;
  }

  private static void antenna(ByteBuffer row, Antenna antenna, boolean circular) {
    row.put(TableBuilder.text(antenna.name(), NAME_LENGTH))
        .putDouble(antenna.xMetres())
        .putDouble(antenna.yMetres())
        .putDouble(antenna.zMetres())
        .putInt(antenna.number())
        .putInt(0)
        .putFloat(0)
        .putFloat((float) antenna.diameterMetres())
        .put(TableBuilder.text(circular ? "R" : "X", 1))
        .putFloat(0)
        .put(TableBuilder.text(circular ? "L" : "Y", 1))
        .putFloat(circular ? 0 : 90);
  }

  private static void antennaKeywords(
      HeaderBuilder cards, Observation observation, double referenceDay) {
    cards
        .number("ARRAYX", 0, "[m] stations are geocentric")
        .number("ARRAYY", 0, "[m]")
        .number("ARRAYZ", 0, "[m]")
        .number(
            "GSTIA0", EarthRotation.gmstDegrees(referenceDay), "[deg] sidereal time at RDATE 0h")
        .number("DEGPDY", EarthRotation.DEGREES_PER_DAY, "[deg/d] rotation of the Earth")
        .number("FREQ", observation.windows().getFirst().firstChannelHz(), "[Hz]")
        .text("RDATE", FitsDate.day(referenceDay), "reference date")
        .number("POLARX", 0, "[arcsec]")
        .number("POLARY", 0, "[arcsec]")
        .number("UT1UTC", 0, "[s]")
        .number("DATUTC", 0, "[s]")
        .text("TIMSYS", "UTC", "")
        .number("IATUTC", EarthRotation.atomicMinusUtcSeconds(referenceDay), "[s]")
        .text("ARRNAM", observation.telescope(), "")
        .text("XYZHAND", "RIGHT", "")
        .text("FRAME", "ITRF", "")
        .integer("NUMORB", 0, "")
        .integer("NO_IF", observation.windows().size(), "")
        .integer("NOPCAL", 0, "")
        .text("POLTYPE", "", "")
        .integer("FREQID", -1, "");
  }

  static TableBuilder frequencies(Observation observation) {
    List<SpectralWindow> windows = observation.windows();
    int count = windows.size();
    double reference = windows.getFirst().firstChannelHz();
    return new TableBuilder("AIPS FQ")
        .column("FRQSEL", 1, 'J', "")
        .column("IF FREQ", count, 'D', "HZ")
        .column("CH WIDTH", count, 'E', "HZ")
        .column("TOTAL BANDWIDTH", count, 'E', "HZ")
        .column("SIDEBAND", count, 'J', "")
        .keywords(cards -> cards.integer("NO_IF", count, ""))
        .row(
            row -> {
              row.putInt(1);
              windows.forEach(w -> row.putDouble(w.firstChannelHz() - reference));
              windows.forEach(w -> row.putFloat((float) w.channelWidthHz()));
              windows.forEach(
                  w -> row.putFloat((float) Math.abs(w.channelWidthHz() * w.channels())));
              windows.forEach(w -> row.putInt(w.channelWidthHz() < 0 ? -1 : 1));
            });
  }
}
