package dev.fringe.storage.settings;

import java.util.Optional;

/** Reads {@code serve.index}. */
final class IndexReader {

  private static final String ROLE = "[A-Za-z_][A-Za-z0-9_.@-]{0,62}";

  private IndexReader() {}

  static IndexSettings read(Section section, Values values) {
    Optional<String> url =
        section.required("url", "the database, such as postgresql://db.example.org:5432/fringe");
    url.filter(text -> !IndexSettings.isDatabase(text))
        .ifPresent(
            _ ->
                // Not quoted: people put passwords here.
                section.refuse(
                    "url",
                    "is no database: write postgresql://HOST:PORT/DATABASE alone, and user and"
                        + " password beside it"));
    Optional<String> username = section.required("username", "the user that owns the database");
    SecretPlace password = SecretPlace.optional(section, values, "password");
    String caFile = values.file(section, "caFile");
    boolean isPlain = section.flag("plain").orElse(false);
    Optional<String> reader = section.text("reader");
    reader
        .filter(name -> !name.matches(ROLE))
        .ifPresent(_ -> section.refuse("reader", "is not the name of a role"));
    section.end();
    return url.isEmpty() || username.isEmpty()
        ? IndexSettings.embedded()
        : new IndexSettings(
            url.get(),
            username.get(),
            password.file(),
            password.variable(),
            caFile,
            isPlain,
            reader.orElse(""));
  }
}
