package dev.fringe.storage.lake;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;

/**
 * A data lake. Implementations may be used by several threads, and several of them, in several
 * processes, may stand before the same lake.
 *
 * <p>Methods that name a DID or rule throw {@link LakeException.NotFound} if the lake doesn't know
 * it; all throw {@link IOException} if the lake can't be reached.
 */
public interface DataLake extends AutoCloseable {

  /** All RSEs, by name. */
  List<Rse> rses() throws IOException;

  /**
   * Publishes files, their dataset and its rules. Readers see nothing of it, then all of it. A
   * publication that was killed at any moment and is called again ends complete, once; one that is
   * complete already changes nothing. Metadata of DIDs that exist already is left as it is.
   *
   * <p>A rule whose copies can't all be made is left {@link ReplicationRule.State#STUCK}, with the
   * cause, as long as each file has one copy somewhere; with none the publication fails.
   *
   * @return the dataset's rules as they stand
   * @throws LakeException.DidTaken if a DID is in the lake with other bytes
   * @throws LakeException.DatasetClosed if the dataset is complete and doesn't hold these files
   * @throws LakeException.InsufficientTargetRses if a rule wants more copies than RSEs match
   */
  List<ReplicationRule> publish(Publication publication) throws IOException;

  /** Adds a rule to a dataset, or finds the one that already answers the request. */
  ReplicationRule addRule(Did dataset, RuleRequest request) throws IOException;

  /** The rules of a dataset, oldest first. */
  List<ReplicationRule> rules(Did dataset) throws IOException;

  /** A rule as it stands now. */
  ReplicationRule rule(String id) throws IOException;

  /** DIDs of all datasets of a scope. */
  List<Did> datasets(String scope) throws IOException;

  /** Scopes that hold anything. */
  List<String> scopes() throws IOException;

  /** Whether the DID names a file or dataset. */
  boolean exists(Did did) throws IOException;

  Dataset dataset(Did dataset) throws IOException;

  LakeFile file(Did file) throws IOException;

  /** Replicas of a file that can be read now. Empty if all have expired. */
  List<Replica> replicas(Did file) throws IOException;

  /** Opens a replica for reading by ranges. */
  SeekableByteChannel open(Replica replica) throws IOException;

  /** Opens whichever replica of the file is best reached. */
  default SeekableByteChannel open(Did file) throws IOException {
    List<Replica> replicas = replicas(file);
    if (replicas.isEmpty()) {
      throw new LakeException.NotFound(
          "%s has no replica any more: no rule keeps one".formatted(file));
    }
    return open(replicas.getFirst());
  }

  /** Metadata of a file or dataset. */
  Map<String, Object> metadata(Did did) throws IOException;

  /** Sets values of a file's or dataset's metadata, and keeps those not named. */
  void setMetadata(Did did, Map<String, Object> values) throws IOException;

  /** Rereads every byte of every replica of a dataset against its checksums. */
  Verification verify(Did dataset) throws IOException;

  @Override
  void close() throws IOException;
}
