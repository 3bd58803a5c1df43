package dev.fringe.workflow.schedule;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A file that a schedule has found.
 *
 * @param id what it is known by for ever: its address, or its data identifier
 * @param isDid whether that is a data identifier
 * @param target what was observed, if that is known; letters, digits and . _ - alone
 * @param night the evening's day
 */
public record NewFile(String id, boolean isDid, Optional<String> target, LocalDate night) {

  /** Its name, without folders. */
  public String name() {
    return id.substring(Math.max(id.lastIndexOf('/'), isDid ? id.indexOf(':') : -1) + 1);
  }

  /** Its name up to the last dot. */
  public String stem() {
    int dot = name().lastIndexOf('.');
    return dot > 0 ? name().substring(0, dot) : name();
  }

  /** A text with _ in place of what a name in the lake may not have. */
  public static String safe(String text) {
    return text.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
