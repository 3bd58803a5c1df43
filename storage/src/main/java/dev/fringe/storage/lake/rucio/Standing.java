package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.ReplicationRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the lake holds already of an offer.
 *
 * @param known the offer's DIDs that Rucio knows
 * @param contents what the dataset holds
 * @param replicas of the known files, in every state
 * @param rules of the target
 */
record Standing(
    Map<Did, KnownDid> known,
    Set<Did> contents,
    Map<Did, List<Replica>> replicas,
    List<ReplicationRule> rules) {

  static Standing of(Offer offer, RucioCatalogue catalogue) throws IOException {
    List<Did> asked = new ArrayList<>(offer.dids());
    if (!offer.alone()) {
      asked.add(offer.target());
    }
    Map<Did, KnownDid> known = catalogue.known(asked);
    List<Did> files = offer.dids().stream().filter(known::containsKey).toList();
    boolean there = known.containsKey(offer.target());
    Set<Did> contents =
        there && !offer.alone()
            ? catalogue.contents(offer.target()).stream()
                .map(LakeFile::did)
                .collect(Collectors.toUnmodifiableSet())
            : Set.of();
    return new Standing(
        known,
        contents,
        files.isEmpty() ? Map.of() : catalogue.replicas(files),
        there ? catalogue.rules(offer.target()) : List.of());
  }

  Optional<KnownDid> find(Did did) {
    return Optional.ofNullable(known.get(did));
  }

  List<Replica> replicas(Did file) {
    return replicas.getOrDefault(file, List.of());
  }

  /** Whether some replica of a file is complete. */
  boolean isHoused(Did file) {
    return replicas(file).stream().anyMatch(Replica::isAvailable);
  }
}
