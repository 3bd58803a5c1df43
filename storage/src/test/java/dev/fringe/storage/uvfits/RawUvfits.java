package dev.fringe.storage.uvfits;

import dev.fringe.storage.fits.hdu.FitsHeader;
import dev.fringe.storage.fits.hdu.TableBuilder;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A UVFITS file put together card by card, so that it can be as odd as real ones are. As it comes:
 * RR and LL, two channels from 1 GHz in steps of 1 MHz, one group.
 */
final class RawUvfits {
  private final Map<String, String> cards = new LinkedHashMap<>();
  private final List<double[]> groups = new ArrayList<>();
  private final List<TableBuilder> tables = new ArrayList<>();
  private int fillers;

  RawUvfits() {
    set("SIMPLE", "T").set("BITPIX", "-32").set("NAXIS", "6").set("NAXIS1", "0");
    axis(2, "COMPLEX", 3, "1", "1");
    axis(3, "STOKES", 2, "-1", "-1");
    axis(4, "FREQ", 2, "1.0E9", "1.0E6");
    axis(5, "RA", 1, "30", "1");
    axis(6, "DEC", 1, "-20", "1");
    set("EXTEND", "T").set("GROUPS", "T");
    parameters("UU", "VV", "WW", "DATE", "BASELINE");
    set("PZERO4", "2451545.0");
  }

  /** Sets a card's value, written as given: texts need their quotes. */
  RawUvfits set(String key, String value) {
    cards.put(key, value);
    return this;
  }

  RawUvfits without(String... keys) {
    for (String key : keys) {
      cards.remove(key);
    }
    return this;
  }

  RawUvfits axis(int number, String type, int length, String value, String step) {
    return set("NAXIS" + number, "" + length)
        .set("CTYPE" + number, "'" + type + "'")
        .set("CRVAL" + number, value)
        .set("CDELT" + number, step)
        .set("CRPIX" + number, "1");
  }

  /** Replaces the random parameters, without PSCAL and PZERO. */
  RawUvfits parameters(String... types) {
    cards.keySet().removeIf(key -> key.matches("(PTYPE|PSCAL|PZERO)\\d+"));
    for (int i = 0; i < types.length; i++) {
      set("PTYPE" + (i + 1), "'" + types[i] + "'");
    }
    return set("PCOUNT", "" + types.length);
  }

  /** Adds a group: stored values of its parameters. Its data are 1, 2, 3 and so on. */
  RawUvfits group(double... parameters) {
    int samples = 1;
    for (int axis = 2; axis <= Integer.parseInt(cards.get("NAXIS")); axis++) {
      samples *= Integer.parseInt(cards.get("NAXIS" + axis));
    }
    double[] values = new double[parameters.length + samples];
    System.arraycopy(parameters, 0, values, 0, parameters.length);
    for (int i = 0; i < samples; i++) {
      values[parameters.length + i] = i + 1;
    }
    return rawGroup(values);
  }

  /** Adds a group with its data. */
  RawUvfits rawGroup(double... values) {
    groups.add(values);
    return this;
  }

  RawUvfits table(TableBuilder table) {
    tables.add(table);
    return this;
  }

  /** Adds cards that mean nothing. */
  RawUvfits fill(int count) {
    fillers = count;
    return this;
  }

  Path write(Path file) throws IOException {
    if (groups.isEmpty()) {
      group(0, 0, 0, 0, 258);
    }
    cards.putIfAbsent("GCOUNT", "" + groups.size());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringBuilder header = new StringBuilder();
    cards.forEach(
        (key, value) -> header.append("%-80s".formatted("%-8s= %s".formatted(key, value))));
    for (int i = 0; i < fillers; i++) {
      header.append("%-80s".formatted("HISTORY card " + i));
    }
    header.append("END");
    bytes.writeBytes(header.toString().getBytes(StandardCharsets.ISO_8859_1));
    pad(bytes, ' ');
    DataOutputStream data = new DataOutputStream(bytes);
    for (double[] group : groups) {
      for (double value : group) {
        number(data, value);
      }
    }
    pad(bytes, 0);
    for (TableBuilder table : tables) {
      bytes.writeBytes(table.toBytes().array());
    }
    return Files.write(file, bytes.toByteArray());
  }

  private void number(DataOutputStream data, double value) throws IOException {
    switch (cards.get("BITPIX")) {
      case "16" -> data.writeShort((int) value);
      case "32" -> data.writeInt((int) value);
      case "-64" -> data.writeDouble(value);
      default -> data.writeFloat((float) value);
    }
  }

  private static void pad(ByteArrayOutputStream bytes, int with) {
    while (bytes.size() % FitsHeader.BLOCK != 0) {
      bytes.write(with);
    }
  }
}
