package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.bytes.Disk;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.objects.ChecksumMismatchException;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.objects.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the files of an offer to one RSE, hidden from readers until all of them are there. */
final class Placement {

  private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

  private final RucioCatalogue catalogue;
  private final ObjectStore stores;
  private final int uploads;
  private final Step.Listener listener;
  private final LongConsumer sent;

  Placement(
      RucioCatalogue catalogue,
      ObjectStore stores,
      int uploads,
      Step.Listener listener,
      LongConsumer sent) {
    this.catalogue = catalogue;
    this.stores = stores;
    this.uploads = uploads;
    this.listener = listener;
    this.sent = sent;
  }

  /** An RSE can't take files; another may. */
  private static final class TargetFault extends IOException {
    private static final long serialVersionUID = 1;

    TargetFault(String message, Throwable cause) {
      super(message, cause);
    }

    TargetFault(String message) {
      super(message);
    }
  }

  /**
   * Finds files that are there, whole, but whose replica was never declared available: killed
   * before that was this program, or Rucio's own client.
   *
   * @return those of {@code items} that still have no complete replica
   */
  List<Offer.Item> finish(List<Offer.Item> items, Standing standing) throws IOException {
    List<Found> candidates = new ArrayList<>();
    for (Offer.Item item : items) {
      for (Replica replica : standing.replicas(item.did())) {
        boolean same = standing.known().get(item.did()).file().sameBytesAs(item.file());
        Optional<Location> at = replica.object();
        if (replica.state() == Replica.State.COPYING && same && at.isPresent()) {
          candidates.add(new Found(item, replica.rse(), at.get()));
        }
      }
    }
    FarSide farSide = new FarSide(stores, listener);
    List<Found> whole = Collections.synchronizedList(new ArrayList<>());
    InParallel.of(uploads)
        .forEach(
            candidates,
            found -> {
              if (isWhole(farSide, found)) {
                farSide.discardWaiting(found.item().file(), found.at());
                whole.add(found);
              }
            });
    setMetadata(whole.stream().map(Found::item).distinct().toList());
    Map<String, List<Did>> byRse = new LinkedHashMap<>();
    for (Found found : whole) {
      byRse.computeIfAbsent(found.rse(), rse -> new ArrayList<>()).add(found.item().did());
    }
    for (Map.Entry<String, List<Did>> rse : byRse.entrySet()) {
      LOG.info(
          "{} files at {} were there already, but not declared",
          rse.getValue().size(),
          rse.getKey());
      catalogue.markAvailable(rse.getKey(), rse.getValue());
    }
    List<Did> done = whole.stream().map(found -> found.item().did()).toList();
    return items.stream().filter(item -> !done.contains(item.did())).toList();
  }

  private record Found(Offer.Item item, String rse, Location at) {}

  private static boolean isWhole(FarSide farSide, Found found) {
    try {
      return farSide.holds(found.item().file(), found.at());
    } catch (IOException unreachable) {
      LOG.warn("cannot look at {}: {}", found.at(), Disk.reason(unreachable));
      return false;
    }
  }

  /**
   * Brings files to the first RSE that takes them.
   *
   * @return its name
   */
  String place(List<Offer.Item> items, List<String> rses) throws IOException {
    List<String> failures = new ArrayList<>();
    for (String rse : rses) {
      try {
        placeAt(rse, items);
        for (String failed : rses.subList(0, rses.indexOf(rse))) {
          catalogue.markUnavailable(failed, items.stream().map(Offer.Item::did).toList());
        }
        return rse;
      } catch (TargetFault fault) {
        LOG.warn("{} takes no copy: {}", rse, fault.getMessage());
        failures.add(rse + ": " + fault.getMessage());
      }
    }
    throw new LakeException(
        "nothing is published, as no RSE takes a copy: "
            + (failures.isEmpty() ? "none is writable" : String.join("; ", failures)));
  }

  private void placeAt(String rse, List<Offer.Item> items) throws IOException {
    catalogue.register(rse, items.stream().map(Offer.Item::file).toList());
    listener.reached(Step.REGISTERED);
    requireOwn(items);
    setMetadata(items);
    listener.reached(Step.METADATA_SET);
    Map<Did, Location> places = places(rse, items);
    FarSide farSide = new FarSide(stores, listener);
    InParallel.of(uploads).forEach(items, item -> deliver(farSide, item, places.get(item.did())));
    listener.reached(Step.ALL_MOVED);
    requireOwn(items);
    catalogue.markAvailable(rse, items.stream().map(Offer.Item::did).toList());
    listener.reached(Step.AVAILABLE);
  }

  /** Rucio keeps the first of two registrations, and says nothing to the second. */
  private void requireOwn(List<Offer.Item> items) throws IOException {
    Map<Did, KnownDid> known = catalogue.known(items.stream().map(Offer.Item::did).toList());
    for (Offer.Item item : items) {
      KnownDid now = known.get(item.did());
      if (now == null) {
        throw new LakeException("%s is gone after it was registered".formatted(item.did()));
      }
      if (!now.file().sameBytesAs(item.file())) {
        throw LakeException.DidTaken.byOtherBytes(now.file(), item.file());
      }
    }
  }

  private void setMetadata(List<Offer.Item> items) throws IOException {
    Map<Did, Map<String, Object>> metadata = new LinkedHashMap<>();
    for (Offer.Item item : items) {
      if (!item.file().metadata().isEmpty()) {
        metadata.put(item.did(), item.file().metadata());
      }
    }
    catalogue.setMetadata(metadata);
  }

  private Map<Did, Location> places(String rse, List<Offer.Item> items) throws IOException {
    Map<Did, Location> places = new HashMap<>();
    Map<Did, List<Replica>> replicas =
        catalogue.replicas(items.stream().map(Offer.Item::did).toList());
    for (Offer.Item item : items) {
      Location place =
          replicas.getOrDefault(item.did(), List.of()).stream()
              .filter(replica -> replica.rse().equals(rse))
              .flatMap(replica -> replica.object().stream())
              .findFirst()
              .orElseThrow(
                  () ->
                      new TargetFault(
                          "%s has no address there that can be written".formatted(item.did())));
      places.put(item.did(), place);
    }
    return places;
  }

  private void deliver(FarSide farSide, Offer.Item item, Location place) throws IOException {
    LakeFile file = item.file();
    try {
      farSide.deliver(file, item.source(), place, sent);
    } catch (ChecksumMismatchException changed) {
      throw new LakeException(
          "%s has not the bytes of %s any more: it changed while it was published: %s"
              .formatted(item.source(), file.did(), changed.getMessage()),
          changed);
    } catch (IOException failure) {
      throw new TargetFault(Disk.reason(failure), failure);
    }
  }
}
