package dev.fringe.storage.lake.rucio;

import dev.fringe.rucio.Datasets;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.objects.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Publishes, so that it may be killed anywhere and run again. This page is the whole of it.
 *
 * <p>A reader sees a dataset when Rucio does, and Rucio learns of it in one transaction, which
 * holds all files, their checksums, the dataset's metadata and the rules (COMMITTED). All before it
 * is hidden: bytes under temporary names, then replicas in state COPYING, which readers are not
 * given, then files that belong to no dataset. All after it is tidying. More than a thousand files
 * don't fit a dataset's creation: then it is created empty with its metadata, all files are
 * attached in one transaction, and rules follow; a reader sees an empty open dataset for that
 * moment, and never a part.
 *
 * <pre>
 * step             what has been done                      what a kill leaves       what the next run does
 * ---------------  --------------------------------------  -----------------------  -----------------------------------
 * CHECKSUMS_KNOWN  size, adler32 and md5 of every source   nothing                  begins
 * GUARDS_PASSED    scope, names, account limit and RSEs    nothing                  begins
 *                  asked; DIDs are free, or have the same
 *                  bytes
 * REGISTERED       POST /replicas, state COPYING, at one   DIDs with checksums and  finds them the same, goes on; other
 *                  RSE; read back, as Rucio keeps the      a replica that is not    bytes are refused: Rucio never
 *                  first of two and doesn't tell           readable                 lets go of a name
 * METADATA_SET     metadata of the files                   the same                 sets it again
 * SENDING          part of NAME.md5.rucio.upload is sent   nothing, or a temporary  sends it again, over what is there
 * UPLOADED         all of it                               a temporary object       the same
 * VERIFIED         size and checksum at the far side       the same                 the same
 * MOVED            the object has its name                 the object; the replica  rereads it: right, so AVAILABLE;
 *                                                          COPYING for ever (what   wrong or short, so sends it again
 *                                                          Rucio's client leaves)
 * ALL_MOVED        every object has its name; checksums    the same                 the same
 *                  in Rucio looked at once more
 * AVAILABLE        PUT /replicas, all files in one batch   files outside a dataset  nothing to send; goes on
 * COMMITTED        POST /dids: dataset, attachments,       an open dataset, whole   closes it
 *                  metadata and rules at once. Into an
 *                  open dataset that is there: its
 *                  metadata, POST /dids/attachments at
 *                  once, and rules
 * CLOSED           PUT status open=false, unless the       nothing                  finds all done
 *                  dataset is to stay open
 * </pre>
 *
 * <p>Two publishers of the same race through the same states to the same end: registrations,
 * temporary names (they tell the bytes), objects, attachments and rules are the same, and of two
 * that commit one is told that the dataset exists, looks again and finds it done. Of two that
 * publish other bytes under the same names, one is registered first; the other reads that back
 * before it sends anything, and is refused. At the attachment Rucio compares size and checksums
 * itself, so a dataset never holds a file with other bytes than its publisher's.
 *
 * <p>An RSE that takes no copy (down, full) is passed over for the next that a rule asks for; its
 * replicas are declared UNAVAILABLE once the files are elsewhere. Further copies are Rucio's own to
 * make, by the rules.
 */
public final class RucioPublisher {

  private static final int ATTEMPTS = 5;

  private final RucioCatalogue catalogue;
  private final ObjectStore stores;
  private final Preference preference;
  private final RucioOptions options;
  private final Clock clock;
  private final Step.Listener listener;
  private final LongConsumer sent;

  RucioPublisher(
      RucioCatalogue catalogue,
      ObjectStore stores,
      Preference preference,
      RucioOptions options,
      Clock clock,
      Step.Listener listener,
      LongConsumer sent) {
    this.catalogue = catalogue;
    this.stores = stores;
    this.preference = preference;
    this.options = options;
    this.clock = clock;
    this.listener = listener;
    this.sent = inTurn(sent);
  }

  /**
   * @return the rules of the offer's target as they stand
   */
  List<ReplicationRule> publish(Offer offer) throws IOException {
    listener.reached(Step.CHECKSUMS_KNOWN);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (isDone(offer)) {
        return catalogue.rules(offer.target());
      }
    }
    throw new LakeException(
        "%s changes faster than it can be published: others publish it at the same time"
            .formatted(offer.target()));
  }

  /** Whether it is; if not, somebody else has changed the same DIDs, and has to be looked at. */
  private boolean isDone(Offer offer) throws IOException {
    Standing standing = Standing.of(offer, catalogue);
    new Guards(catalogue).check(offer, standing);
    listener.reached(Step.GUARDS_PASSED);
    Optional<String> used = house(offer, standing);
    if (!commit(offer, standing, requests(offer, standing, used))) {
      return false;
    }
    listener.reached(Step.COMMITTED);
    if (!offer.alone() && !offer.open()) {
      boolean closed = standing.find(offer.target()).map(known -> !known.open()).orElse(false);
      if (!closed) {
        catalogue.close(offer.target());
      }
    }
    listener.reached(Step.CLOSED);
    return true;
  }

  /**
   * Sees to it that every file has a complete replica somewhere.
   *
   * @return the RSE that some were brought to
   */
  private Optional<String> house(Offer offer, Standing standing) throws IOException {
    List<Offer.Item> homeless =
        offer.files().stream().filter(item -> !standing.isHoused(item.did())).toList();
    if (homeless.isEmpty()) {
      return Optional.empty();
    }
    Placement placement = new Placement(catalogue, stores, options.uploads(), listener, sent);
    List<Offer.Item> left = placement.finish(homeless, standing);
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(placement.place(left, candidates(offer)));
  }

  /** RSEs that a rule asks for, or any, that take new replicas; the best first. */
  private List<String> candidates(Offer offer) throws IOException {
    List<String> writable = catalogue.writable();
    List<String> asked = new ArrayList<>();
    for (RuleRequest request : offer.requests()) {
      asked.addAll(catalogue.matching(request.rses()));
    }
    asked.retainAll(writable);
    return preference.sort(asked.isEmpty() ? writable : asked, offer.target());
  }

  /** What rules are still to be made; one copy where it is, if neither offer nor target has any. */
  private List<RuleRequest> requests(Offer offer, Standing standing, Optional<String> used)
      throws IOException {
    List<ReplicationRule> alive =
        standing.rules().stream().filter(rule -> !rule.isExpired(clock.instant())).toList();
    if (offer.requests().isEmpty() && alive.isEmpty()) {
      return List.of(RuleRequest.of(used.isPresent() ? used.get() : home(offer), 1));
    }
    return offer.requests().stream()
        .filter(request -> alive.stream().noneMatch(rule -> rule.answers(request)))
        .toList();
  }

  private String home(Offer offer) throws IOException {
    Did first = offer.files().isEmpty() ? offer.target() : offer.files().getFirst().did();
    return preference
        .sort(catalogue.replicas(List.of(first)).getOrDefault(first, List.of()))
        .stream()
        .filter(Replica::isAvailable)
        .findFirst()
        .map(Replica::rse)
        .orElse("*");
  }

  private boolean commit(Offer offer, Standing standing, List<RuleRequest> requests)
      throws IOException {
    List<LakeFile> files = offer.files().stream().map(Offer.Item::file).toList();
    if (!offer.alone() && standing.find(offer.target()).isEmpty()) {
      if (files.size() <= Datasets.LARGEST_LIST) {
        return catalogue.createDataset(offer.target(), files, offer.metadata(), requests);
      }
      if (!catalogue.createDataset(offer.target(), List.of(), offer.metadata(), List.of())
          || !catalogue.attach(offer.target(), files)) {
        return false;
      }
      addRules(offer, requests);
      return true;
    }
    if (!offer.alone()) {
      boolean open = standing.find(offer.target()).map(KnownDid::open).orElse(true);
      if (open && !offer.metadata().isEmpty()) {
        catalogue.setMetadata(Map.of(offer.target(), offer.metadata()));
      }
      List<LakeFile> missing =
          files.stream().filter(file -> !standing.contents().contains(file.did())).toList();
      if (!missing.isEmpty() && !catalogue.attach(offer.target(), missing)) {
        return false;
      }
    }
    addRules(offer, requests);
    return true;
  }

  private void addRules(Offer offer, List<RuleRequest> requests) throws IOException {
    for (RuleRequest request : requests) {
      catalogue.addRule(offer.target(), request);
    }
  }

  /** Several uploads tell of their progress, one at a time. */
  private static LongConsumer inTurn(LongConsumer sent) {
    Object turn = new Object();
    return count -> {
      synchronized (turn) {
        sent.accept(count);
      }
    };
  }
}
