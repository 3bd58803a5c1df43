package dev.fringe.cluster;

import java.util.Locale;

/** How a log is written. */
enum LogFormat {
  TEXT,
  JSON;

  /** The variable, and the system property that goes before it, by which the log is set up. */
  static final String VARIABLE = "FRINGE_LOG_FORMAT";

  /** Takes this one, which has no effect once something has been logged. */
  void use() {
    System.setProperty(VARIABLE, name().toLowerCase(Locale.ROOT));
  }
}
