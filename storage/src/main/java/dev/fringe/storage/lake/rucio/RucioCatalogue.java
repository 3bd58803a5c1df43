package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.Rse;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Rucio in the lake's words. Methods that take collections ask in batches; failures are those of
 * {@link dev.fringe.storage.lake.LakeException} where callers tell them apart.
 */
interface RucioCatalogue extends AutoCloseable {

  /** Those of the DIDs that are there. */
  Map<Did, KnownDid> known(Collection<Did> dids) throws IOException;

  /** All RSEs with their attributes, by name. */
  List<Rse> rses() throws IOException;

  /** Names of the RSEs that an expression chooses; none if it chooses none. */
  List<String> matching(RseExpression expression) throws IOException;

  /** Names of the RSEs that take new replicas. */
  List<String> writable() throws IOException;

  /** Bytes that the account may still have kept, by RSE; RSEs without a limit are not in it. */
  Map<String, Long> room() throws IOException;

  /** Registers replicas as COPYING. What is registered already stays as it is, silently. */
  void register(String rse, List<LakeFile> files) throws IOException;

  void markAvailable(String rse, Collection<Did> files) throws IOException;

  void markUnavailable(String rse, Collection<Did> files) throws IOException;

  /** All replicas, in every state; a file that isn't there is not in it. */
  Map<Did, List<Replica>> replicas(Collection<Did> files) throws IOException;

  /**
   * Makes a dataset with its files, metadata and rules, all at once or not at all.
   *
   * @return whether it was made; if not, its name is taken
   */
  boolean createDataset(
      Did dataset, List<LakeFile> files, Map<String, Object> metadata, List<RuleRequest> rules)
      throws IOException;

  /**
   * Attaches files to an open dataset, all at once or not at all; those that are in it stay.
   *
   * @return whether they are attached; if not, the dataset is closed
   */
  boolean attach(Did dataset, List<LakeFile> files) throws IOException;

  /** Closes a dataset, if it is open. */
  void close(Did dataset) throws IOException;

  /** Files of a dataset, sorted, without their metadata. */
  List<LakeFile> contents(Did dataset) throws IOException;

  /** Datasets and containers of a container, sorted. */
  List<Did> children(Did container) throws IOException;

  /** Adds metadata; says in the log where the server can't keep it. */
  void setMetadata(Map<Did, Map<String, Object>> metadata) throws IOException;

  /** Metadata that publishers gave; empty for a DID that has none. */
  Map<Did, Map<String, Object>> metadata(Collection<Did> dids) throws IOException;

  /** Rules of a DID itself, oldest first. */
  List<ReplicationRule> rules(Did did) throws IOException;

  ReplicationRule rule(String id) throws IOException;

  /** Makes a rule; nothing if there is the same. */
  void addRule(Did did, RuleRequest request) throws IOException;

  List<Did> list(String scope, DidKind kind) throws IOException;

  List<String> scopes() throws IOException;

  /** Tells Rucio that a replica could not be read, or was wrong. */
  void suspect(Replica replica, String reason) throws IOException;

  @Override
  void close() throws IOException;
}
