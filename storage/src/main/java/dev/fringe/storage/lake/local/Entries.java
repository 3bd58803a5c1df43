package dev.fringe.storage.lake.local;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.RseExpression;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the catalogue's lines hold. */
final class Entries {

  private Entries() {}

  /**
   * One line: all of it happens at once. Entries replace those of their DID or id.
   *
   * @param removedRules ids
   */
  record Transaction(
      List<FileEntry> files,
      List<DatasetEntry> datasets,
      List<RuleEntry> rules,
      List<String> removedRules) {

    boolean isEmpty() {
      return files.isEmpty() && datasets.isEmpty() && rules.isEmpty() && removedRules.isEmpty();
    }
  }

  /**
   * A file.
   *
   * @param rses names of those that hold a replica
   */
  record FileEntry(LakeFile file, List<String> rses) {}

  record DatasetEntry(
      Did did, boolean open, Instant created, Map<String, Object> metadata, List<Did> files) {}

  /**
   * A rule.
   *
   * @param expires ISO 8601, or empty for never
   */
  record RuleEntry(
      String id,
      Did dataset,
      String rses,
      int copies,
      List<String> chosen,
      Instant created,
      String expires,
      long ok,
      long stuck,
      String error) {

    boolean isExpired(Instant now) {
      return !expires.isEmpty() && !now.isBefore(Instant.parse(expires));
    }

    RuleEntry with(List<String> chosen, long ok, long stuck, String error) {
      return new RuleEntry(id, dataset, rses, copies, chosen, created, expires, ok, stuck, error);
    }

    ReplicationRule toRule() {
      return new ReplicationRule(
          id,
          dataset,
          RseExpression.parse(rses),
          copies,
          chosen,
          created,
          expires.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(expires)),
          stuck > 0 ? ReplicationRule.State.STUCK : ReplicationRule.State.OK,
          ok,
          0,
          stuck,
          error);
    }
  }
}
