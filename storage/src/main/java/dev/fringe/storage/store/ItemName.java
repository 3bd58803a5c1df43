package dev.fringe.storage.store;

import java.util.regex.Pattern;

/** Names that can't leave the store, nor hide in it. */
final class ItemName {

  private static final String PART = "[A-Za-z0-9_=+-][A-Za-z0-9_.=+-]*";
  private static final Pattern NAME = Pattern.compile(PART + "(/" + PART + ")*");
  private static final int LONGEST = 200;

  private ItemName() {}

  static String checked(String name) {
    if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("name '%s' in a visibility store is not 1 to %d of A-Z a-z 0-9 _ . = + - in parts"
                  + " joined by /, none starting with a dot")
              .formatted(name, LONGEST));
    }
    return name;
  }
}
