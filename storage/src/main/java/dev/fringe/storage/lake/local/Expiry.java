package dev.fringe.storage.lake.local;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.local.Entries.FileEntry;
import dev.fringe.storage.lake.local.Entries.RuleEntry;
import dev.fringe.storage.lake.local.Entries.Transaction;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes away rules that have expired, and the replicas that no other rule keeps. First the
 * catalogue forgets the replicas, then they are deleted; DIDs and their checksums stay known for
 * ever, so that a name never comes to mean other bytes.
 */
final class Expiry {

  private static final long WORTH_COMPACTING_BYTES = 1 << 20;

  private final LakeFolder folder;
  private final Catalogue catalogue;
  private final Clock clock;

  Expiry(LakeFolder folder, Catalogue catalogue, Clock clock) {
    this.folder = folder;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  CleanUp run() throws IOException {
    Instant now = clock.instant();
    try (LakeLock _ = folder.lock()) {
      List<FileEntry> before = new ArrayList<>();
      Transaction transaction = catalogue.read(state -> plan(state, now, before));
      List<Did> dids = before.stream().map(entry -> entry.file().did()).toList();
      List<String> rses = folder.rses().stream().map(LocalRse::name).toList();
      try (Session session = Session.open(folder, catalogue, new Session.Touched(dids, rses))) {
        if (!transaction.isEmpty()) {
          catalogue.append(transaction, Step.Listener.NONE);
          session.removeUnknown(catalogue);
        }
      }
      if (catalogue.size() > WORTH_COMPACTING_BYTES) {
        catalogue.compact();
      }
      return summary(transaction, before);
    }
  }

  private static Transaction plan(CatalogueState state, Instant now, List<FileEntry> before) {
    List<String> expired = new ArrayList<>();
    Set<Did> touched = new HashSet<>();
    for (RuleEntry rule : state.rules()) {
      if (rule.isExpired(now)) {
        expired.add(rule.id());
        touched.addAll(state.filesUnder(rule.dataset()));
      }
    }
    List<FileEntry> changed = new ArrayList<>();
    for (Did did : touched) {
      state
          .findFile(did)
          .ifPresent(
              entry -> {
                List<String> kept = kept(entry, state, now);
                if (!kept.equals(entry.rses())) {
                  before.add(entry);
                  changed.add(new FileEntry(entry.file(), kept));
                }
              });
    }
    return new Transaction(changed, List.of(), List.of(), expired);
  }

  /** RSEs whose replica some rule keeps; all, if a rule wants copies that are nowhere yet. */
  private static List<String> kept(FileEntry entry, CatalogueState state, Instant now) {
    Set<String> wanted = new HashSet<>();
    for (RuleEntry rule : state.rules()) {
      if (!rule.isExpired(now) && holds(state, rule, entry.file().did())) {
        wanted.addAll(rule.chosen());
      }
    }
    List<String> kept = entry.rses().stream().filter(wanted::contains).toList();
    return kept.isEmpty() && !wanted.isEmpty() ? entry.rses() : kept;
  }

  private static boolean holds(CatalogueState state, RuleEntry rule, Did file) {
    return state.filesUnder(rule.dataset()).contains(file);
  }

  private static CleanUp summary(Transaction transaction, List<FileEntry> before) {
    int replicas = 0;
    long bytes = 0;
    for (int i = 0; i < before.size(); i++) {
      int removed = before.get(i).rses().size() - transaction.files().get(i).rses().size();
      replicas += removed;
      bytes += removed * before.get(i).file().bytes();
    }
    return new CleanUp(transaction.removedRules().size(), replicas, bytes);
  }
}
