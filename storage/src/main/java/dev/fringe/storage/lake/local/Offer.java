package dev.fringe.storage.lake.local;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeException.DatasetClosed;
import dev.fringe.storage.lake.LakeException.DidTaken;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.lake.local.Entries.DatasetEntry;
import dev.fringe.storage.lake.local.Entries.FileEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A publication whose files have been summed, and what may stand against it.
 *
 * @param dataset what the rules are for: the dataset, or the file where it is alone
 * @param alone whether it is a file outside any dataset
 * @param files its files, in its order
 * @param sources where the bytes of each are
 * @param requests the rules asked for
 * @param metadata of the dataset
 * @param open whether further files may be added to the dataset
 */
record Offer(
    Did dataset,
    boolean alone,
    Map<Did, LakeFile> files,
    Map<Did, Path> sources,
    List<RuleRequest> requests,
    Map<String, Object> metadata,
    boolean open) {

  static Offer of(Publication publication) throws IOException {
    Offer offer =
        new Offer(
            publication.dataset(),
            false,
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            publication.rules(),
            publication.metadata(),
            publication.open());
    for (PublishedFile file : publication.files()) {
      offer.add(file);
    }
    return offer;
  }

  /** A file outside any dataset. */
  static Offer of(PublishedFile file, List<RuleRequest> rules) throws IOException {
    Offer offer = rules(file.did(), true, rules);
    offer.add(file);
    return offer;
  }

  /** Nothing new but rules, of a dataset or a file that the lake has. */
  static Offer rules(Did did, boolean alone, List<RuleRequest> rules) {
    return new Offer(
        did, alone, new LinkedHashMap<>(), new LinkedHashMap<>(), rules, Map.of(), true);
  }

  private void add(PublishedFile file) throws IOException {
    Checksums sums = Checksums.of(file.source());
    files.put(
        file.did(),
        new LakeFile(file.did(), sums.bytes(), sums.adler32(), sums.md5(), file.metadata()));
    sources.put(file.did(), file.source());
  }

  /** Fails if the catalogue has something against it. */
  void check(CatalogueState state) throws LakeException {
    if (!alone && state.findFile(dataset()).isPresent()) {
      throw new DidTaken("%s is a file in the lake, not a dataset".formatted(dataset()));
    }
    for (LakeFile file : files.values()) {
      if (state.findDataset(file.did()).isPresent()) {
        throw new DidTaken("%s is a dataset in the lake, not a file".formatted(file.did()));
      }
      Optional<FileEntry> known = state.findFile(file.did());
      if (known.isPresent() && !known.get().file().sameBytesAs(file)) {
        throw DidTaken.byOtherBytes(known.get().file(), file);
      }
    }
    if (alone) {
      return;
    }
    Optional<DatasetEntry> known = state.findDataset(dataset());
    if (known.isEmpty() && files.isEmpty()) {
      throw new LakeException.NotFound(
          "no dataset %s in the lake, and no files to make it of".formatted(dataset()));
    }
    if (known.isPresent() && !known.get().open()) {
      List<Did> added = new ArrayList<>(files.keySet());
      added.removeAll(Set.copyOf(known.get().files()));
      if (!added.isEmpty()) {
        throw new DatasetClosed(
            "dataset %s was published complete, without %s: choose another dataset, or leave it open"
                    .formatted(dataset(), added.getFirst())
                + " when it is published first");
      }
    }
  }

  /** Everything that the rules will keep, as the catalogue knows it. */
  List<FileEntry> wanted(CatalogueState state) {
    Map<Did, FileEntry> wanted = new LinkedHashMap<>();
    for (Did did : state.filesUnder(dataset())) {
      state.findFile(did).ifPresent(entry -> wanted.put(did, entry));
    }
    for (LakeFile file : files.values()) {
      wanted.put(
          file.did(), state.findFile(file.did()).orElseGet(() -> new FileEntry(file, List.of())));
    }
    return List.copyOf(wanted.values());
  }

  /** The rules it asks for; one copy anywhere if neither it nor the dataset has any. */
  List<RuleRequest> rules(CatalogueState state, Instant now) {
    boolean kept = state.rulesOf(dataset()).stream().anyMatch(rule -> !rule.isExpired(now));
    return requests.isEmpty() && !kept ? List.of(RuleRequest.of("*", 1)) : requests;
  }
}
