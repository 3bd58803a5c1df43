package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.bytes.Checksums;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.RuleRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What is published, with its checksums.
 *
 * @param target what the rules are for: the dataset, or the file where it is alone
 * @param alone whether it is a file outside any dataset
 * @param files sorted by name, so that of two that race for the same names one wins them all
 * @param requests the rules asked for
 * @param metadata of the dataset
 * @param open whether further files may be added to the dataset
 */
record Offer(
    Did target,
    boolean alone,
    List<Item> files,
    List<RuleRequest> requests,
    Map<String, Object> metadata,
    boolean open) {

  /** A file, with the metadata that it shall have, and where its bytes are. */
  record Item(LakeFile file, Path source) {
    Did did() {
      return file.did();
    }
  }

  static Offer of(Publication publication) throws IOException {
    return new Offer(
        publication.dataset(),
        false,
        items(publication.files()),
        publication.rules(),
        publication.metadata(),
        publication.open());
  }

  static Offer of(PublishedFile file, List<RuleRequest> rules) throws IOException {
    return new Offer(file.did(), true, items(List.of(file)), rules, Map.of(), true);
  }

  List<Did> dids() {
    return files.stream().map(Item::did).toList();
  }

  long bytes() {
    return files.stream().mapToLong(item -> item.file().bytes()).sum();
  }

  private static List<Item> items(List<PublishedFile> files) throws IOException {
    List<Item> items = new ArrayList<>();
    for (PublishedFile file : files) {
      Checksums sums = Checksums.of(file.source());
      items.add(
          new Item(
              new LakeFile(file.did(), sums.bytes(), sums.adler32(), sums.md5(), file.metadata()),
              file.source()));
    }
    items.sort(Comparator.comparing(Item::did));
    return List.copyOf(items);
  }
}
