package dev.fringe.storage.settings;

import java.io.Serializable;
import java.util.List;

/**
 * Who may read a collection's products.
 *
 * @param groups whose members may, also before they are public
 * @param membersOnly whether nobody else ever may
 */
public record CollectionRule(List<String> groups, boolean membersOnly) implements Serializable {

  /** Nobody before its products are public, everybody after. */
  public static final CollectionRule USUAL = new CollectionRule(List.of(), false);

  public CollectionRule {
    groups = List.copyOf(groups);
  }
}
