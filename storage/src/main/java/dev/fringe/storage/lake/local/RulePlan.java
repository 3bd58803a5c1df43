package dev.fringe.storage.lake.local;

import dev.fringe.storage.lake.LakeException.InsufficientTargetRses;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import dev.fringe.storage.lake.local.Entries.RuleEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which rules a dataset will have: those that it has, and those that an offer adds. */
final class RulePlan {

  private RulePlan() {}

  /**
   * Rules of the catalogue first, without those that have expired; a request that one of them
   * answers adds none.
   */
  static List<RuleEntry> rules(Offer offer, CatalogueState state, Instant now) {
    List<RuleEntry> rules = new ArrayList<>();
    for (RuleEntry rule : state.rulesOf(offer.dataset())) {
      if (!rule.isExpired(now)) {
        rules.add(rule);
      }
    }
    for (RuleRequest request : offer.rules(state, now)) {
      if (rules.stream().noneMatch(rule -> rule.toRule().answers(request))) {
        rules.add(fresh(offer, request, now));
      }
    }
    return rules;
  }

  /** Fails if a request can't be met by the RSEs that there are. */
  static void check(Offer offer, CatalogueState state, Instant now, List<LocalRse> rses)
      throws InsufficientTargetRses {
    for (RuleRequest request : offer.rules(state, now)) {
      RseExpression expression = request.rses();
      List<String> matching =
          rses.stream()
              .filter(rse -> rse.rse().writable() && expression.matches(rse.rse()))
              .map(LocalRse::name)
              .toList();
      if (matching.size() < request.copies()) {
        throw new InsufficientTargetRses(
            "rule '%s' wants %d copies, but only %d writable RSEs match: %s; there are %s"
                .formatted(
                    expression,
                    request.copies(),
                    matching.size(),
                    matching,
                    rses.stream().map(rse -> rse.name() + " " + rse.rse().attributes()).toList()));
      }
    }
  }

  private static RuleEntry fresh(Offer offer, RuleRequest request, Instant now) {
    Optional<Instant> expires = request.lifetime().map(now::plus);
    return new RuleEntry(
        UUID.randomUUID().toString().replace("-", ""),
        offer.dataset(),
        request.rses().toString(),
        request.copies(),
        List.of(),
        now,
        expires.map(Instant::toString).orElse(""),
        0,
        0,
        "");
  }
}
