package dev.fringe.bridge.tap;

import dev.fringe.bridge.vo.Format;
import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.VoException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a query asks for.
 *
 * @param adql the query
 * @param format of the answer
 * @param mediaType of the answer
 * @param maxRec most rows of the answer
 * @param uploads tables sent along: their names, and the parts of the form that they are in
 */
record TapQuery(String adql, Format format, String mediaType, int maxRec, List<Upload> uploads) {

  static final int USUAL_ROWS = 10_000;
  static final int MOST_ROWS = 1_000_000;
  private static final int MOST_UPLOADS = 8;
  private static final List<String> LANGUAGES = List.of("ADQL", "ADQL-2.0", "ADQL-2.1");

  /** A table called {@code TAP_UPLOAD.name}, at {@code param:part} of the form, or elsewhere. */
  record Upload(String name, String address) {
    private static final String INLINE = "param:";

    /** The part of the form that it is in, if it is in one. */
    Optional<String> part() {
      return address.startsWith(INLINE)
          ? Optional.of(address.substring(INLINE.length()))
          : Optional.empty();
    }
  }

  static TapQuery read(Parameters parameters) {
    String request = parameters.one("REQUEST").orElse("doQuery").strip();
    if (!request.equalsIgnoreCase("doQuery")) {
      throw VoException.badRequest(
          "REQUEST is \"%s\": only doQuery can be asked for".formatted(Parameters.shown(request)));
    }
    String language =
        parameters
            .one("LANG")
            .orElseThrow(() -> VoException.badRequest("LANG is missing: write LANG=ADQL"));
    if (!LANGUAGES.contains(language.strip().toUpperCase(Locale.ROOT))) {
      throw VoException.badRequest(
          "LANG is \"%s\": ADQL is understood, also as ADQL-2.0 and ADQL-2.1"
              .formatted(Parameters.shown(language)));
    }
    String adql =
        parameters.one("QUERY").orElseThrow(() -> VoException.badRequest("QUERY is missing"));
    return new TapQuery(
        adql,
        parameters.format("FORMAT"),
        parameters.mediaType("FORMAT"),
        parameters.maxRec(USUAL_ROWS, MOST_ROWS),
        parameters.all("UPLOAD").stream()
            .flatMap(value -> List.of(value.split(";")).stream())
            .filter(value -> !value.isBlank())
            .map(TapQuery::upload)
            .toList());
  }

  private static Upload upload(String text) {
    String[] parts = text.strip().split(",", 2);
    if (parts.length != 2 || !parts[0].strip().matches("[A-Za-z][A-Za-z0-9_]{0,60}")) {
      throw VoException.badRequest(
          "UPLOAD is \"%s\": write name,param:part".formatted(Parameters.shown(text)));
    }
    String address = parts[1].strip();
    if (!address.matches("param:[A-Za-z0-9_.-]{1,64}|https?://\\S{1,2000}")) {
      throw VoException.badRequest(
          "UPLOAD from \"%s\": write param:part for a part of the form, or an address of http or https"
              .formatted(Parameters.shown(address)));
    }
    return new Upload(parts[0].strip(), address);
  }

  TapQuery {
    uploads = List.copyOf(uploads);
    if (uploads.size() > MOST_UPLOADS) {
      throw VoException.badRequest("there are more than " + MOST_UPLOADS + " uploads");
    }
    long names =
        uploads.stream().map(upload -> upload.name().toLowerCase(Locale.ROOT)).distinct().count();
    if (names < uploads.size()) {
      throw VoException.badRequest("two uploads have the same name");
    }
  }
}
