package dev.fringe.rucio.model;

/**
 * Where one replica can be read.
 *
 * @param pfn the address; signed, and then secret for its lifetime, where the RSE signs https
 * @param domain {@code wan} or {@code lan}
 * @param priority 1 is the best
 */
public record ReplicaAddress(String rse, String pfn, String domain, int priority) {

  /** {@code s3}, {@code https}, {@code davs} and so on. */
  public String scheme() {
    final int colon = pfn.indexOf(':');
    return colon < 0 ? "" : pfn.substring(0, colon);
  }

  @Override
  public String toString() {
    final int query = pfn.indexOf('?');
    return rse + " " + (query < 0 ? pfn : pfn.substring(0, query) + "?[signature]");
  }
}
