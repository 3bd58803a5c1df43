package dev.fringe.storage.lake.local;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.local.Entries.DatasetEntry;
import dev.fringe.storage.lake.local.Entries.FileEntry;
import dev.fringe.storage.lake.local.Entries.RuleEntry;
import dev.fringe.storage.lake.local.Entries.Transaction;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Publishes: sums the files, asks the guards, copies to hidden places and verifies; then, under the
 * lock, asks the guards again, gives the copies their names and writes one line to the catalogue.
 */
final class Publisher {

  private final LakeFolder folder;
  private final Catalogue catalogue;
  private final Clock clock;
  private final Step.Listener listener;
  private final LongConsumer sent;

  Publisher(
      LakeFolder folder,
      Catalogue catalogue,
      Clock clock,
      Step.Listener listener,
      LongConsumer sent) {
    this.folder = folder;
    this.catalogue = catalogue;
    this.clock = clock;
    this.listener = listener;
    this.sent = sent;
  }

  List<ReplicationRule> publish(Offer offer) throws IOException {
    listener.reached(Step.CHECKSUMS_KNOWN);
    catalogue.read(
        state -> {
          guard(offer, state);
          return state;
        });
    listener.reached(Step.GUARDS_PASSED);
    try (Session session = open(offer)) {
      listener.reached(Step.SESSION_OPEN);
      Staging staging = new Staging(folder, session, offer.sources(), listener, sent);
      // Repeats only where somebody changed the same dataset meanwhile.
      Plan plan = stage(offer, staging);
      while (!commit(offer, plan, staging, session)) {
        plan = stage(offer, staging);
      }
    }
    listener.reached(Step.SESSION_CLOSED);
    return catalogue.read(
        state -> state.rulesOf(offer.dataset()).stream().map(RuleEntry::toRule).toList());
  }

  /** What will be: the dataset's files, and its rules with the RSEs that they got. */
  private record Plan(List<FileEntry> files, List<RuleEntry> rules) {}

  private void guard(Offer offer, CatalogueState state) throws IOException {
    offer.check(state);
    RulePlan.check(offer, state, clock.instant(), folder.rses());
  }

  private Session open(Offer offer) throws IOException {
    try (LakeLock _ = folder.lock()) {
      List<Did> files =
          catalogue.read(
              state -> offer.wanted(state).stream().map(entry -> entry.file().did()).toList());
      List<String> rses = folder.rses().stream().map(LocalRse::name).toList();
      return Session.open(folder, catalogue, new Session.Touched(files, rses));
    }
  }

  private Plan stage(Offer offer, Staging staging) throws IOException {
    Plan asked =
        catalogue.read(
            state -> new Plan(offer.wanted(state), RulePlan.rules(offer, state, clock.instant())));
    List<RuleEntry> rules = new ArrayList<>();
    Set<String> used = new LinkedHashSet<>();
    asked.rules().forEach(rule -> used.addAll(rule.chosen()));
    Set<String> holding = new LinkedHashSet<>();
    for (RuleEntry rule : asked.rules()) {
      RuleEntry placed = place(rule, asked.files(), used, holding, staging);
      used.addAll(placed.chosen());
      rules.add(placed);
    }
    if (holding.isEmpty()) {
      throw noCopy(offer, staging.failures());
    }
    listener.reached(Step.ALL_STAGED);
    return new Plan(asked.files(), rules);
  }

  private RuleEntry place(
      RuleEntry rule, List<FileEntry> files, Set<String> used, Set<String> holding, Staging staging)
      throws IOException {
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    RseExpression expression = RseExpression.parse(rule.rses());
    for (LocalRse rse :
        Placement.candidates(expression, rule.dataset(), rule.chosen(), used, folder.rses())) {
      if (good.size() < rule.copies()) {
        (staging.complete(rse, files) ? good : bad).add(rse.name());
      }
    }
    holding.addAll(good);
    int missing = rule.copies() - good.size();
    List<String> chosen = new ArrayList<>(good);
    chosen.addAll(bad.subList(0, Math.min(missing, bad.size())));
    String error = missing == 0 ? "" : error(bad, staging.failures());
    return rule.with(
        chosen, (long) good.size() * files.size(), (long) missing * files.size(), error);
  }

  private static String error(List<String> bad, Map<String, IOException> failures) {
    return bad.isEmpty()
        ? "too few writable RSEs match"
        : bad.getFirst() + ": " + failures.get(bad.getFirst()).getMessage();
  }

  private static IOException noCopy(Offer offer, Map<String, IOException> failures) {
    if (failures.isEmpty()) {
      return new IOException("no RSE takes a copy of " + offer.dataset());
    }
    Map.Entry<String, IOException> first = failures.entrySet().iterator().next();
    return new IOException(
        "%s is not published, as no RSE takes a copy; %s: %s"
            .formatted(offer.dataset(), first.getKey(), first.getValue().getMessage()),
        first.getValue());
  }

  /** Makes it so, unless the catalogue has changed so much that more copies are needed. */
  private boolean commit(Offer offer, Plan plan, Staging staging, Session session)
      throws IOException {
    try (LakeLock _ = folder.lock()) {
      listener.reached(Step.CATALOGUE_LOCKED);
      Optional<Transaction> transaction =
          catalogue.read(
              state -> {
                guard(offer, state);
                return transaction(offer, plan, staging, state);
              });
      if (transaction.isEmpty()) {
        return false;
      }
      if (!transaction.get().isEmpty()) {
        try {
          catalogue.read(
              state -> {
                staging.nameAll(state);
                return state;
              });
          catalogue.append(transaction.get(), listener);
        } catch (IOException | RuntimeException | Error failure) {
          session.removeUnknown(catalogue);
          throw failure;
        }
      }
      return true;
    }
  }

  /** What changes; nothing if the plan doesn't fit the catalogue any more. */
  private Optional<Transaction> transaction(
      Offer offer, Plan plan, Staging staging, CatalogueState state) {
    List<FileEntry> files = offer.wanted(state);
    if (files.size() != plan.files().size() || hasOtherRules(offer, plan, state)) {
      return Optional.empty();
    }
    for (RuleEntry rule : plan.rules()) {
      long good = folder.rses().stream().filter(rse -> holdsAll(rse, rule, files, staging)).count();
      if (good * files.size() < rule.ok()) {
        return Optional.empty();
      }
    }
    List<FileEntry> changedFiles = new ArrayList<>();
    for (FileEntry entry : files) {
      List<String> rses =
          folder.rses().stream()
              .filter(rse -> staging.holds(rse, entry))
              .map(LocalRse::name)
              .toList();
      if (!rses.equals(entry.rses()) || state.findFile(entry.file().did()).isEmpty()) {
        changedFiles.add(new FileEntry(entry.file(), rses));
      }
    }
    List<RuleEntry> changedRules = new ArrayList<>(plan.rules());
    changedRules.removeAll(state.rulesOf(offer.dataset()));
    List<DatasetEntry> changedDatasets = new ArrayList<>();
    DatasetEntry dataset = dataset(offer, files, state);
    if (!offer.alone() && !Optional.of(dataset).equals(state.findDataset(offer.dataset()))) {
      changedDatasets.add(dataset);
    }
    return Optional.of(new Transaction(changedFiles, changedDatasets, changedRules, List.of()));
  }

  /** Whether rules have come, gone or expired since the plan was made. */
  private boolean hasOtherRules(Offer offer, Plan plan, CatalogueState state) {
    Set<String> known = new LinkedHashSet<>();
    for (RuleEntry rule : RulePlan.rules(offer, state, clock.instant())) {
      known.add(rule.rses() + " x " + rule.copies());
    }
    Set<String> planned = new LinkedHashSet<>();
    for (RuleEntry rule : plan.rules()) {
      planned.add(rule.rses() + " x " + rule.copies());
      boolean isNew = state.rules().stream().noneMatch(other -> other.id().equals(rule.id()));
      boolean answered =
          state.rulesOf(offer.dataset()).stream()
              .anyMatch(
                  other ->
                      !other.isExpired(clock.instant())
                          && other.rses().equals(rule.rses())
                          && other.copies() == rule.copies());
      if (isNew && answered) {
        return true;
      }
    }
    return !known.equals(planned);
  }

  private static boolean holdsAll(
      LocalRse rse, RuleEntry rule, List<FileEntry> files, Staging staging) {
    return rule.chosen().contains(rse.name())
        && files.stream().allMatch(entry -> staging.holds(rse, entry));
  }

  private DatasetEntry dataset(Offer offer, List<FileEntry> files, CatalogueState state) {
    List<Did> dids = files.stream().map(entry -> entry.file().did()).toList();
    Instant now = clock.instant();
    return state
        .findDataset(offer.dataset())
        .map(
            known ->
                new DatasetEntry(
                    known.did(),
                    known.open() && offer.open(),
                    known.created(),
                    known.metadata(),
                    dids))
        .orElseGet(
            () -> new DatasetEntry(offer.dataset(), offer.open(), now, offer.metadata(), dids));
  }
}
