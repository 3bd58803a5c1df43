package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.RuleRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What may stand against an offer; asked before anything is written. */
final class Guards {

  private final RucioCatalogue catalogue;

  Guards(RucioCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Fails if something does. */
  void check(Offer offer, Standing standing) throws IOException {
    checkTarget(offer, standing);
    for (Offer.Item item : offer.files()) {
      Optional<KnownDid> known = standing.find(item.did());
      if (known.isPresent()) {
        checkFile(item, known.get(), standing);
      }
    }
    checkRules(offer);
  }

  private static void checkTarget(Offer offer, Standing standing) throws LakeException {
    if (offer.alone()) {
      return;
    }
    Optional<KnownDid> dataset = standing.find(offer.target());
    if (dataset.isEmpty()) {
      if (offer.files().isEmpty()) {
        throw new LakeException.NotFound(
            "no dataset %s in the lake, and no files to make it of".formatted(offer.target()));
      }
      return;
    }
    if (dataset.get().kind() != DidKind.DATASET) {
      throw taken(offer.target(), dataset.get().kind(), "dataset");
    }
    for (Did file : offer.dids()) {
      if (!dataset.get().open() && !standing.contents().contains(file)) {
        throw closed(offer.target(), file);
      }
    }
  }

  static LakeException.DatasetClosed closed(Did dataset, Did file) {
    return new LakeException.DatasetClosed(
        "dataset %s was published complete, without %s: choose another dataset, or leave it open"
                .formatted(dataset, file)
            + " when it is published first");
  }

  private static LakeException.DidTaken taken(Did did, DidKind kind, String wanted) {
    return new LakeException.DidTaken(
        "%s is a %s in the lake, not a %s"
            .formatted(did, kind.name().toLowerCase(Locale.ROOT), wanted));
  }

  private static void checkFile(Offer.Item item, KnownDid known, Standing standing)
      throws LakeException {
    if (known.kind() != DidKind.FILE) {
      throw taken(item.did(), known.kind(), "file");
    }
    if (known.file().sameBytesAs(item.file())) {
      return;
    }
    List<Replica> replicas = standing.replicas(item.did());
    boolean neverComplete =
        !replicas.isEmpty()
            && replicas.stream().allMatch(replica -> replica.state() == Replica.State.COPYING);
    if (neverComplete) {
      throw new LakeException.DidTaken(
          "%s was registered %s with other bytes (%s) and is not complete: it is being published now, or was by a run that was killed. Offered are %s. Rucio binds a name to its first bytes: publish those, choose another dataset, or have an administrator of Rucio remove the DID"
              .formatted(
                  item.did(),
                  known.created(),
                  known.file().describeBytes(),
                  item.file().describeBytes()));
    }
    throw LakeException.DidTaken.byOtherBytes(known.file(), item.file());
  }

  private void checkRules(Offer offer) throws IOException {
    if (offer.requests().isEmpty()) {
      return;
    }
    List<String> writable = catalogue.writable();
    Map<String, Long> room = catalogue.room();
    for (RuleRequest request : offer.requests()) {
      List<String> matching =
          catalogue.matching(request.rses()).stream().filter(writable::contains).toList();
      if (matching.size() < request.copies()) {
        throw new LakeException.InsufficientTargetRses(
            "rule '%s' wants %d copies, but only %d writable RSEs match: %s; writable are %s"
                .formatted(request.rses(), request.copies(), matching.size(), matching, writable));
      }
      List<String> roomy =
          matching.stream()
              .filter(rse -> room.getOrDefault(rse, Long.MAX_VALUE) >= offer.bytes())
              .toList();
      if (roomy.size() < request.copies()) {
        throw new LakeException.InsufficientTargetRses(
            "rule '%s' wants %d copies of %d bytes, but the account's limit allows so many only at %s of %s: ask for a higher limit, or choose other RSEs"
                .formatted(request.rses(), request.copies(), offer.bytes(), roomy, matching));
      }
    }
  }
}
