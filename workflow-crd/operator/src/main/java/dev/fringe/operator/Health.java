package dev.fringe.operator;

import java.util.Optional;

/** How something stands, for a cluster's probes. */
public interface Health {

  /** Why it must be started again; empty while its loops go on, also while it waits for others. */
  Optional<String> whyNotAlive();

  /** Why it does not do its work yet, or no longer; empty when it does, or stands by to. */
  Optional<String> whyNotReady();
}
