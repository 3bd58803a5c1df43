package dev.fringe.bridge.workflows;

import dev.fringe.workflow.Input;
import dev.fringe.yaml.Fault;
import dev.fringe.yaml.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which inputs people may name: what is in the lake, and files below some folders or addresses.
 * Links are followed before that is judged.
 *
 * @param places folders, and addresses such as {@code s3://bucket/prefix/}
 */
record AllowedInputs(List<String> places) {

  AllowedInputs {
    places = List.copyOf(places);
  }

  /** What is wrong with inputs. */
  List<Fault> faults(List<Input> inputs) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      String field = "spec.inputs[" + i + "]." + (input.file().isPresent() ? "file" : "prefix");
      Optional<String> path = input.file().or(input::prefix);
      if (path.isPresent() && found(path.get()).isEmpty()) {
        faults.add(new Fault(field, Origin.of("workflow"), path.get(), why(path.get())));
      }
    }
    return faults;
  }

  /** The same inputs, by whole paths; all are allowed. */
  List<Input> resolved(List<Input> inputs) {
    return inputs.stream().map(this::resolved).toList();
  }

  private Input resolved(Input input) {
    return new Input(
        input.file().map(this::place),
        input.did(),
        input.prefix().map(this::place),
        input.pattern());
  }

  private String place(String path) {
    return found(path)
        .orElseThrow(() -> new SubmissionException(422, path + " is not there any more"));
  }

  private Optional<String> found(String path) {
    if (path.contains("://")) {
      return places.stream().anyMatch(place -> isBelow(path, place))
          ? Optional.of(path)
          : Optional.empty();
    }
    return places.stream()
        .filter(place -> !place.contains("://"))
        .flatMap(place -> below(Path.of(place), path).stream())
        .findFirst();
  }

  private static boolean isBelow(String address, String place) {
    String folder = place.endsWith("/") ? place : place + "/";
    return place.contains("://")
        && address.startsWith(folder)
        && !address.contains("/../")
        && !address.contains("%")
        && !address.endsWith("/..");
  }

  private static Optional<String> below(Path folder, String path) {
    try {
      Path root = folder.toRealPath();
      Path file = root.resolve(path);
      // Asked of the name first, so that nobody learns what else is on this machine.
      if (!file.normalize().startsWith(root)
          && !file.normalize().startsWith(folder.toAbsolutePath())) {
        return Optional.empty();
      }
      Path real = file.toRealPath();
      return real.startsWith(root) && Files.isReadable(real)
          ? Optional.of(real.toString())
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private String why(String path) {
    if (places.isEmpty()) {
      return "\"%s\" can't be read: this service images what is in its lake; write did: scope:name"
          .formatted(path);
    }
    return "\"%s\" is not in %s, which inputs may be in; or write did: scope:name for a file of the lake"
        .formatted(path, String.join(" or ", places));
  }
}
