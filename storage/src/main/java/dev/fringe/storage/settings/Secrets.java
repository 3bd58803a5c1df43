package dev.fringe.storage.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells the keys under which people write secrets, to say where those belong instead. */
final class Secrets {

  private static final Map<String, String> BETTER =
      Map.of(
          "password", "passwordFile or passwordEnv",
          "pwd", "passwordFile or passwordEnv",
          "token", "tokenFile or tokenEnv",
          "bearer", "tokenFile or tokenEnv",
          "clientsecret", "clientSecretFile or clientSecretEnv",
          "secret", "clientSecretFile or clientSecretEnv",
          "passphrase", "a key without one, in a file that only you can read",
          "accesskey", "a profile of ~/.aws, or AWS_ACCESS_KEY_ID in the environment",
          "secretkey", "a profile of ~/.aws, or AWS_SECRET_ACCESS_KEY in the environment",
          "apikey", "tokenFile or tokenEnv");

  private Secrets() {}

  /** What to write in place of a key that asks for a secret. */
  static Optional<String> insteadOf(String key) {
    String plain = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    if (plain.endsWith("file") || plain.endsWith("env")) {
      return Optional.empty();
    }
    return BETTER.entrySet().stream()
        .filter(entry -> plain.contains(entry.getKey()))
        .sorted(Map.Entry.comparingByKey((a, b) -> b.length() - a.length()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
