package dev.fringe.storage.lake;

import dev.fringe.storage.bytes.RangeReader;
import dev.fringe.storage.objects.SignedRead;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

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
   * cause, as long as each file has one copy somewhere; with none the publication fails. Copies
   * that the lake makes by itself are not waited for: {@link RuleWatch} does.
   *
   * @param sent told the bytes sent, by and by; a negative number takes back what a retry repeats
   * @return the dataset's rules as they stand
   * @throws LakeException.DidTaken if a DID is in the lake with other bytes
   * @throws LakeException.DatasetClosed if the dataset is complete and doesn't hold these files
   * @throws LakeException.InsufficientTargetRses if a rule wants more copies than RSEs match
   */
  List<ReplicationRule> publish(Publication publication, LongConsumer sent) throws IOException;

  /** As {@link #publish(Publication, LongConsumer)}, silently. */
  default List<ReplicationRule> publish(Publication publication) throws IOException {
    return publish(publication, count -> {});
  }

  /**
   * Publishes one file outside any dataset, as {@link #publish(Publication, LongConsumer)} does.
   *
   * @param rules of the file; none means one copy wherever there is room
   * @return the file's rules as they stand
   */
  List<ReplicationRule> put(PublishedFile file, List<RuleRequest> rules, LongConsumer sent)
      throws IOException;

  /** Adds a rule to a dataset or file, or finds the one that already answers the request. */
  ReplicationRule addRule(Did did, RuleRequest request) throws IOException;

  /** The rules of a dataset or file itself, oldest first. */
  List<ReplicationRule> rules(Did did) throws IOException;

  /** A rule as it stands now. */
  ReplicationRule rule(String id) throws IOException;

  /** DIDs of all datasets of a scope. */
  List<Did> datasets(String scope) throws IOException;

  /** DIDs of a kind in a scope, sorted. */
  List<Did> list(String scope, DidKind kind) throws IOException;

  /** Scopes that hold anything, sorted. */
  List<String> scopes() throws IOException;

  /** What the DID names, if anything. */
  Optional<DidKind> kind(Did did) throws IOException;

  /** Whether the DID names anything. */
  default boolean exists(Did did) throws IOException {
    return kind(did).isPresent();
  }

  Dataset dataset(Did dataset) throws IOException;

  /** What a container holds: datasets, and containers; sorted. */
  List<Did> children(Did container) throws IOException;

  LakeFile file(Did file) throws IOException;

  /**
   * The files that a DID comes down to: itself, those of a dataset, or those of all datasets of a
   * container, each once. Of their metadata, ask {@link #metadata}.
   *
   * @throws LakeException if a container holds itself, or more than can be meant
   */
  default List<LakeFile> files(Did did) throws IOException {
    return FilesOf.in(this).resolve(did);
  }

  /** Replicas of a file that can be read now, the best first. Empty if all have expired. */
  default List<Replica> replicas(Did file) throws IOException {
    return allReplicas(List.of(file)).getOrDefault(file, List.of()).stream()
        .filter(Replica::isAvailable)
        .toList();
  }

  /** All replicas of some files, readable or not, the best first: asked for in batches. */
  Map<Did, List<Replica>> allReplicas(Collection<Did> files) throws IOException;

  /** Opens a replica for reading by ranges. */
  RangeReader open(Replica replica) throws IOException;

  /**
   * An address of the web under which a replica is read for a while without credentials, if its
   * store gives such; a secret for as long as it holds.
   */
  default Optional<URI> signed(Replica replica, SignedRead how) throws IOException {
    return Optional.empty();
  }

  /**
   * Opens a file, at whichever replica is best reached. A replica that can't be opened, hasn't the
   * file's size, or fails later, is reported and passed over for the next.
   */
  default RangeReader open(Did file) throws IOException {
    return AnyReplica.open(this, file(file));
  }

  /**
   * Takes note that a replica is broken: in the log, and in the lake where that may be done.
   *
   * @param reason in one line
   */
  void reportBroken(Replica replica, String reason);

  /** Metadata of a file, dataset or container. */
  Map<String, Object> metadata(Did did) throws IOException;

  /** Sets values of a file's or dataset's metadata, and keeps those not named. */
  void setMetadata(Did did, Map<String, Object> values) throws IOException;

  /** Rereads every byte of every replica of a file, dataset or container against its checksums. */
  default Verification verify(Did did) throws IOException {
    return Verifying.in(this).verify(files(did), count -> {});
  }

  @Override
  void close() throws IOException;
}
