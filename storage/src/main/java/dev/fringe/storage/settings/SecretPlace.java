package dev.fringe.storage.settings;

import java.util.Optional;

/** Where a secret is found: in a file, in an environment variable, or, both empty, nowhere. */
record SecretPlace(String file, String variable) {

  /** Reads one of {@code secretFile} and {@code secretEnv}; neither is a fault. */
  static SecretPlace required(Section section, Values values, String secret) {
    SecretPlace place = optional(section, values, secret);
    if (section.text(secret + "File").isEmpty() && section.text(secret + "Env").isEmpty()) {
      section.refuse(secret + "File", "is missing: " + right(secret));
    }
    return place;
  }

  /** Reads {@code secretFile} or {@code secretEnv}; both at once are a fault. */
  static SecretPlace optional(Section section, Values values, String secret) {
    Optional<String> file = section.text(secret + "File");
    Optional<String> variable = section.text(secret + "Env");
    variable
        .filter(name -> !name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}"))
        .ifPresent(
            _ ->
                // Not quoted: people put the secret itself here.
                section.refuse(
                    secret + "Env", "is not the name of an environment variable: A-Z, 0-9 and _"));
    if (file.isPresent() && variable.isPresent()) {
      section.refuse(secret + "File", "stands beside " + secret + "Env: " + right(secret));
    }
    return new SecretPlace(file.map(values::path).orElse(""), variable.orElse(""));
  }

  private static String right(String secret) {
    return "write one of %1$sFile (a file) and %1$sEnv (an environment variable's name)"
        .formatted(secret);
  }
}
