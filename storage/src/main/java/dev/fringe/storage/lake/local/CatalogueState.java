package dev.fringe.storage.lake.local;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.local.Entries.DatasetEntry;
import dev.fringe.storage.lake.local.Entries.FileEntry;
import dev.fringe.storage.lake.local.Entries.RuleEntry;
import dev.fringe.storage.lake.local.Entries.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that the catalogue's lines say, taken together. */
final class CatalogueState {

  private final Map<Did, FileEntry> files = new TreeMap<>();
  private final Map<String, Did> owners = new HashMap<>();
  private final Map<Did, DatasetEntry> datasets = new TreeMap<>();
  private final Map<String, RuleEntry> rules = new LinkedHashMap<>();

  void apply(Transaction transaction) {
    for (FileEntry file : transaction.files()) {
      files.put(file.file().did(), file);
      owners.put(HashedPath.of(file.file().did()), file.file().did());
    }
    for (DatasetEntry dataset : transaction.datasets()) {
      datasets.put(dataset.did(), dataset);
    }
    for (RuleEntry rule : transaction.rules()) {
      rules.put(rule.id(), rule);
    }
    for (String id : transaction.removedRules()) {
      rules.remove(id);
    }
  }

  /** One transaction that says all. */
  Transaction snapshot() {
    return new Transaction(
        List.copyOf(files.values()),
        List.copyOf(datasets.values()),
        List.copyOf(rules.values()),
        List.of());
  }

  Collection<DatasetEntry> datasets() {
    return datasets.values();
  }

  Collection<RuleEntry> rules() {
    return rules.values();
  }

  Optional<FileEntry> findFile(Did did) {
    return Optional.ofNullable(files.get(did));
  }

  Optional<DatasetEntry> findDataset(Did did) {
    return Optional.ofNullable(datasets.get(did));
  }

  /** The file that a path within RSEs belongs to. */
  Optional<Did> owner(String path) {
    return Optional.ofNullable(owners.get(path));
  }

  FileEntry file(Did did) throws LakeException.NotFound {
    return findFile(did)
        .orElseThrow(() -> new LakeException.NotFound("no file %s in the lake".formatted(did)));
  }

  DatasetEntry dataset(Did did) throws LakeException.NotFound {
    return findDataset(did)
        .orElseThrow(() -> new LakeException.NotFound("no dataset %s in the lake".formatted(did)));
  }

  RuleEntry rule(String id) throws LakeException.NotFound {
    RuleEntry rule = rules.get(id);
    if (rule == null) {
      throw new LakeException.NotFound("no rule %s in the lake".formatted(id));
    }
    return rule;
  }

  /** The file itself, or the files of a dataset; none for what is unknown. */
  List<Did> filesUnder(Did did) {
    return files.containsKey(did)
        ? List.of(did)
        : findDataset(did).map(DatasetEntry::files).orElse(List.of());
  }

  Collection<FileEntry> files() {
    return files.values();
  }

  /** Fails if nothing has this name. */
  void require(Did did) throws LakeException.NotFound {
    if (!files.containsKey(did)) {
      dataset(did);
    }
  }

  /** Rules of a dataset or file itself, oldest first. */
  List<RuleEntry> rulesOf(Did dataset) {
    return rules.values().stream().filter(rule -> rule.dataset().equals(dataset)).toList();
  }

  /** Files of a dataset, in the order of their publication. */
  List<FileEntry> filesOf(DatasetEntry dataset) {
    List<FileEntry> entries = new ArrayList<>();
    for (Did did : dataset.files()) {
      entries.add(files.get(did));
    }
    return entries;
  }
}
