package dev.fringe.pipelines.lake.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Consumer;

/** Whether files that matter are safe from others on this machine. */
final class FileGuard {

  private FileGuard() {}

  static boolean othersMayWrite(Path file) {
    Set<PosixFilePermission> modes = modes(file);
    return modes.contains(PosixFilePermission.GROUP_WRITE)
        || modes.contains(PosixFilePermission.OTHERS_WRITE);
  }

  static boolean othersMayRead(Path file) {
    Set<PosixFilePermission> modes = modes(file);
    return modes.contains(PosixFilePermission.GROUP_READ)
        || modes.contains(PosixFilePermission.OTHERS_READ);
  }

  /** Examines where a secret is kept; one of both is empty. */
  static void secret(String step, String file, String variable, Consumer<Finding> found) {
    if (file.isEmpty()) {
      String value = System.getenv(variable);
      found.accept(
          value == null || value.isBlank()
              ? Finding.fail(
                  step,
                  "the environment variable %s is not set".formatted(variable),
                  "export it where Fringe and its workers run")
              : Finding.ok(step, "in the environment variable " + variable));
      return;
    }
    Path path = Path.of(file);
    String problem = problem(path);
    if (!problem.isEmpty()) {
      found.accept(Finding.fail(step, file + " " + problem, "put the secret alone into it"));
    } else if (othersMayRead(path)) {
      found.accept(Finding.warn(step, "others may read " + file, "chmod 600 " + file));
    } else {
      found.accept(Finding.ok(step, "in " + file));
    }
  }

  private static String problem(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return "is no file";
      } else if (!Files.isReadable(file)) {
        return "cannot be read by this user";
      }
      return Files.size(file) == 0 ? "is empty" : "";
    } catch (IOException e) {
      return "cannot be read: " + e.getMessage();
    }
  }

  private static Set<PosixFilePermission> modes(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (IOException | UnsupportedOperationException unknown) {
      return Set.of();
    }
  }
}
