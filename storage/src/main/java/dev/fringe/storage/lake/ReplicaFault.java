package dev.fringe.storage.lake;

import dev.fringe.storage.bytes.Disk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with a replica, as one reader sees it.
 *
 * @param text in one line
 * @param isReplicas whether the replica is at fault; not if the reader's own credentials are
 */
public record ReplicaFault(String text, boolean isReplicas) {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaFault.class);

  /** A replica that has other bytes than it should. */
  static ReplicaFault wrongBytes(String text) {
    return new ReplicaFault(text, true);
  }

  /**
   * A replica that could not be read.
   *
   * @param told before the reason
   */
  static ReplicaFault unreadable(String told, IOException failure) {
    return new ReplicaFault(
        told + ": " + Disk.reason(failure), !(failure instanceof AccessDeniedException));
  }

  /** Tells the lake of a replica at fault; of a fault of the reader's own, only the log. */
  public void report(DataLake lake, Replica replica) {
    if (isReplicas) {
      lake.reportBroken(replica, text);
    } else {
      LOG.warn("passed over the replica of {} at {}: {}", replica.file(), replica.rse(), text);
    }
  }
}
