package dev.fringe.bridge.vo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What answers can be written as. */
public enum Format {
  TABLEDATA(
      "application/x-votable+xml",
      "vot",
      "ivo://ivoa.net/std/TAPRegExt#output-votable-td",
      "votable votable/td application/x-votable+xml"
          + " application/x-votable+xml;serialization=tabledata text/xml"),
  BINARY2(
      "application/x-votable+xml;serialization=BINARY2",
      "vot",
      "ivo://ivoa.net/std/TAPRegExt#output-votable-binary2",
      "votable/b2 application/x-votable+xml;serialization=binary2"),
  CSV("text/csv;header=present", "csv", "", "csv text/csv text/csv;header=present"),
  TSV("text/tab-separated-values", "tsv", "", "tsv text/tab-separated-values"),
  FITS("application/fits", "fits", "", "fits application/fits");

  private final String mediaType;
  private final String ending;
  private final String standardId;
  private final String names;

  Format(String mediaType, String ending, String standardId, String names) {
    this.mediaType = mediaType;
    this.ending = ending;
    this.standardId = standardId;
    this.names = names;
  }

  /** The format that a RESPONSEFORMAT asks for. */
  public static Optional<Format> named(String name) {
    String plain = name.replace(" ", "").replace("\"", "").toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> format.names().contains(plain)).findFirst();
  }

  /** The media type of an answer to one who asked for {@code name}. */
  public String mediaType(String name) {
    return name.strip().equalsIgnoreCase("text/xml") ? "text/xml" : mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Of file names, without a dot. */
  public String ending() {
    return ending;
  }

  /** TAPRegExt's name of it; empty for none. */
  public String standardId() {
    return standardId;
  }

  /** Short names that it can be asked for by. */
  public List<String> names() {
    return List.of(names.split(" "));
  }

  boolean isVoTable() {
    return this == TABLEDATA || this == BINARY2;
  }
}
