package dev.fringe.storage.objects;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for the last parts of an address: {@code *} and {@code ?} within a part, {@code **}
 * over parts ({@code **}{@code /x} finds {@code x} itself too), {@code [..]}, <code>{a,b}</code>.
 */
public final class Glob {
  private static final String SPECIAL = "*?[{\\";

  private final String folder;
  private final String rest;
  private final List<PathMatcher> matchers = new ArrayList<>();

  private Glob(String pattern) {
    int special = 0;
    while (special < pattern.length() && SPECIAL.indexOf(pattern.charAt(special)) < 0) {
      special++;
    }
    int cut = pattern.lastIndexOf('/', Math.max(special - 1, 0)) + 1;
    this.folder = pattern.substring(0, cut);
    this.rest = pattern.substring(cut);
    try {
      matchers.add(matcher(rest));
      if (rest.startsWith("**/")) {
        matchers.add(matcher(rest.substring(3)));
      }
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no pattern: %s".formatted(pattern, e.getDescription()), e);
    }
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  public static Glob of(String pattern) {
    if (pattern.isBlank() || pattern.startsWith("/")) {
      throw new IllegalArgumentException(
          "'%s' is no pattern; it is relative to a prefix, like 'day*/*.uvfits'"
              .formatted(pattern));
    }
    return new Glob(pattern);
  }

  /** Whether a text has anything in it that a pattern would need. */
  public static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /** The leading parts without anything special, with a slash at their end; or empty. */
  public String folder() {
    return folder;
  }

  /** How many levels below {@link #folder()} can match. */
  public int depth() {
    if (rest.contains("**")) {
      return Integer.MAX_VALUE;
    }
    return 1 + (int) rest.chars().filter(c -> c == '/').count();
  }

  /** Whether a path relative to {@link #folder()} matches. */
  public boolean matches(String relative) {
    Path path = Path.of(relative);
    return matchers.stream().anyMatch(matcher -> matcher.matches(path));
  }

  private static PathMatcher matcher(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }
}
