package dev.fringe.rucio.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a secret is kept; read anew each time, as files of secrets are rotated. */
@FunctionalInterface
public interface SecretSource {

  Secret read();

  /** A file holding the secret and nothing else; white space around it does not count. */
  static SecretSource file(Path file) {
    return () -> {
      try {
        if (Files.size(file) > 65_536) {
          throw new IOException(file + " is larger than 64 KiB: not a secret");
        }
        final Secret secret = Secret.of(Files.readString(file).strip());
        if (secret.isEmpty()) {
          throw new IOException(file + " is empty; it should hold the secret");
        }
        return secret;
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    };
  }

  /** An environment variable. */
  static SecretSource environment(String name) {
    return () -> {
      final String value = System.getenv(name);
      if (value == null || value.isBlank()) {
        throw new IllegalStateException("environment variable " + name + " is not set");
      }
      return Secret.of(value.strip());
    };
  }

  /** A value that is there already. */
  static SecretSource of(Secret secret) {
    return () -> secret;
  }
}
