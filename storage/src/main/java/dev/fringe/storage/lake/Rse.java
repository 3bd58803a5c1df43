package dev.fringe.storage.lake;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A Rucio storage element: a place where replicas are kept.
 *
 * @param name capitals and digits, in parts joined by {@code _} or {@code -}
 * @param attributes what rules choose by, such as tier=1
 * @param writable whether new replicas may go there
 */
public record Rse(String name, Map<String, String> attributes, boolean writable) {

  private static final Pattern NAME = Pattern.compile("[A-Z0-9]+([_-][A-Z0-9]+)*");

  public Rse {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "RSE name '%s' is not capitals and digits in parts joined by _ or -".formatted(name));
    }
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }
}
