package dev.fringe.storage.lake.local;

import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.local.Entries.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verified copies of one session that wait for their names, and the RSEs that could take none. */
final class Staging {

  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

  private final LakeFolder folder;
  private final Session session;
  private final Map<Did, Path> sources;
  private final Step.Listener listener;
  private final LongConsumer sent;
  private final Map<String, Map<Did, Path>> staged = new LinkedHashMap<>();
  private final Map<String, IOException> failures = new LinkedHashMap<>();

  Staging(
      LakeFolder folder,
      Session session,
      Map<Did, Path> sources,
      Step.Listener listener,
      LongConsumer sent) {
    this.folder = folder;
    this.session = session;
    this.sources = sources;
    this.listener = listener;
    this.sent = sent;
  }

  /**
   * Makes sure that an RSE holds the files, or has copies of them waiting.
   *
   * @return whether it does; if not, {@link #failures} tells why
   * @throws VerifiedCopy.SourceFault if a file can't be had anywhere
   */
  boolean complete(LocalRse rse, List<FileEntry> files) throws IOException {
    if (failures.containsKey(rse.name())) {
      return false;
    }
    for (FileEntry entry : files) {
      if (!holds(rse, entry)) {
        try {
          stage(rse, entry);
        } catch (VerifiedCopy.SourceFault fault) {
          throw fault;
        } catch (IOException failure) {
          LOG.warn(
              "{} takes no copy of {}: {}", rse.name(), entry.file().did(), failure.toString());
          failures.put(rse.name(), failure);
          discard(rse);
          return false;
        }
      }
    }
    return true;
  }

  /** Whether an RSE holds a file, or has a copy of it waiting. */
  boolean holds(LocalRse rse, FileEntry entry) {
    return entry.rses().contains(rse.name()) || waiting(rse.name()).containsKey(entry.file().did());
  }

  /** Copies that wait at an RSE. */
  Map<Did, Path> waiting(String rse) {
    return staged.getOrDefault(rse, Map.of());
  }

  /** Why RSEs could not take copies, by their names. */
  Map<String, IOException> failures() {
    return failures;
  }

  private void stage(LocalRse rse, FileEntry entry) throws IOException {
    LakeFile file = entry.file();
    Path target = session.staging(rse).resolve(Integer.toString(waiting(rse.name()).size()));
    List<Path> candidates = sources(entry);
    for (int i = 0; i < candidates.size(); i++) {
      try {
        VerifiedCopy.make(candidates.get(i), file, target, listener, sent);
        staged.computeIfAbsent(rse.name(), absent -> new LinkedHashMap<>()).put(file.did(), target);
        listener.reached(Step.COPY_VERIFIED);
        return;
      } catch (VerifiedCopy.SourceFault fault) {
        if (i == candidates.size() - 1) {
          throw fault;
        }
        LOG.warn("another replica is needed: {}", fault.getMessage());
      }
    }
    throw new VerifiedCopy.SourceFault(
        "%s has no replica left to copy from; publish it again".formatted(file.did()));
  }

  private List<Path> sources(FileEntry entry) {
    List<Path> paths = new ArrayList<>();
    if (sources.containsKey(entry.file().did())) {
      paths.add(sources.get(entry.file().did()));
    }
    for (LocalRse rse : folder.rses()) {
      if (entry.rses().contains(rse.name())) {
        paths.add(rse.replica(entry.file().did()));
      }
    }
    return paths;
  }

  private void discard(LocalRse rse) {
    staged.remove(rse.name());
    try {
      Disk.deleteTree(session.staging(rse));
    } catch (IOException alsoFailing) {
      LOG.warn("cannot empty {}: {}", session.staging(rse), alsoFailing.toString());
    }
  }

  /**
   * Gives all waiting copies their names. The caller holds the lock, and has checked the owners.
   */
  void nameAll(CatalogueState state) throws IOException {
    boolean first = true;
    for (LocalRse rse : folder.rses()) {
      for (Map.Entry<Did, Path> copy : waiting(rse.name()).entrySet()) {
        Did did = copy.getKey();
        if (state.findFile(did).map(known -> known.rses().contains(rse.name())).orElse(false)) {
          continue;
        }
        Did owner = state.owner(HashedPath.of(did)).orElse(did);
        if (!owner.equals(did)) {
          throw new LakeException.DidTaken(
              "%s would lie where %s lies; choose another name".formatted(did, owner));
        }
        Path target = rse.replica(did);
        Files.createDirectories(target.getParent());
        Disk.rename(copy.getValue(), target);
        if (first) {
          listener.reached(Step.FIRST_FILE_NAMED);
          first = false;
        }
      }
    }
    listener.reached(Step.ALL_FILES_NAMED);
  }
}
