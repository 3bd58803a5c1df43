package dev.fringe.rucio.model;

import java.util.Map;

/**
 * A way to reach an RSE.
 *
 * @param domains priority (0 is never) by domain and operation, such as {@code wan} and {@code
 *     read}
 * @param attributes of the protocol, as text
 */
public record RseProtocol(
    String scheme,
    String hostname,
    int port,
    String prefix,
    String implementation,
    Map<String, Map<String, Integer>> domains,
    Map<String, String> attributes) {

  /** Whether an operation is possible from afar. */
  public boolean allows(String domain, String operation) {
    return domains.getOrDefault(domain, Map.of()).getOrDefault(operation, 0) > 0;
  }
}
