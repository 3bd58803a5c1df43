package dev.fringe.bridge.access;

import java.util.Set;

/**
 * Somebody who calls.
 *
 * @param name as the issuer has it, for people; empty for somebody unknown
 * @param groups that they are in, without a slash at the beginning
 */
public record Visitor(String name, Set<String> groups) {

  public static final Visitor ANONYMOUS = new Visitor("", Set.of());

  public Visitor {
    groups = Set.copyOf(groups);
  }

  public boolean isKnown() {
    return !name.isEmpty();
  }

  boolean isInAny(Set<String> others) {
    return others.stream().anyMatch(groups::contains);
  }
}
