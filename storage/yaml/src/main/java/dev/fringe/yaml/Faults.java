package dev.fringe.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The faults found so far. */
public final class Faults {
  private final List<Fault> found = new ArrayList<>();

  public void add(String path, Origin origin, String value, String message) {
    found.add(new Fault(path, origin, value, message));
  }

  /** A fault in the value of a node. */
  public void add(String path, YamlNode node, String message) {
    add(path, node.origin(), node.shown(), message);
  }

  /** Whether a fault was found at this path, above it or below it. */
  public boolean touch(String path) {
    return found.stream()
        .map(Fault::path)
        .anyMatch(other -> isWithin(other, path) || isWithin(path, other));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the lines; what has no line comes last. */
  public List<Fault> list() {
    return found.stream().sorted(Comparator.comparingInt(Faults::place)).toList();
  }

  private static int place(Fault fault) {
    int line = fault.origin().line();
    return line == 0 ? Integer.MAX_VALUE : line;
  }

  private static boolean isWithin(String path, String outer) {
    return path.startsWith(outer)
        && (path.length() == outer.length() || ".[".indexOf(path.charAt(outer.length())) >= 0);
  }
}
