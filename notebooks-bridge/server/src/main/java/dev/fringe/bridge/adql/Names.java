package dev.fringe.bridge.adql;

/** Names in queries: plain ones in any case, and such between double quotes. */
final class Names {

  private static final int LONGEST = 128;

  private Names() {}

  /** Without quotes; empty for null. */
  static String plain(String name) {
    if (name == null) {
      return "";
    }
    String plain =
        name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"")
            ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
            : name;
    if (plain.length() > LONGEST || plain.chars().anyMatch(Character::isISOControl)) {
      throw new AdqlException("%s is no name".formatted(shown(name)));
    }
    return plain;
  }

  /** As SQL needs it, whatever it holds. */
  static String quoted(String plain) {
    return "\"" + plain.replace("\"", "\"\"") + "\"";
  }

  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }
}
