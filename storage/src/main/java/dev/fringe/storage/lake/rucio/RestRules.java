package dev.fringe.storage.lake.rucio;

import dev.fringe.rucio.RucioClient;
import dev.fringe.rucio.model.NewRule;
import dev.fringe.rucio.model.RucioRule;
import dev.fringe.rucio.model.RuleState;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rules of Rucio. */
final class RestRules {

  private static final String ID = "[0-9a-f]{32}";

  private final RucioClient rucio;
  private final String account;

  RestRules(RucioClient rucio, String account) {
    this.rucio = rucio;
    this.account = account;
  }

  NewRule wanted(Did did, RuleRequest request) {
    NewRule rule =
        NewRule.of(Terms.rucio(did), account, request.copies(), request.rses().toString());
    return request.lifetime().map(rule::lasting).orElse(rule);
  }

  List<ReplicationRule> of(Did did) throws IOException {
    List<RucioRule> rules =
        Terms.ask(
            () ->
                rucio.rules().of(Terms.rucio(did)).stream()
                    .sorted(
                        Comparator.comparing((RucioRule rule) -> created(rule))
                            .thenComparing(RucioRule::id))
                    .toList());
    List<ReplicationRule> read = new ArrayList<>();
    for (RucioRule rule : rules) {
      read.add(rule(rule));
    }
    return read;
  }

  ReplicationRule get(String id) throws IOException {
    if (!id.matches(ID)) {
      throw new LakeException.NotFound(
          "no rule %s in the lake: ids have 32 hexadecimal digits".formatted(id));
    }
    return rule(Terms.ask(() -> rucio.rules().get(id)));
  }

  void ensure(Did did, RuleRequest request) throws IOException {
    Terms.tell(() -> rucio.rules().ensure(wanted(did, request)));
  }

  private ReplicationRule rule(RucioRule rule) throws IOException {
    return new ReplicationRule(
        rule.id(),
        Terms.did(rule.did()),
        expression(rule),
        rule.copies(),
        List.copyOf(chosen(rule)),
        created(rule),
        rule.expiresAt(),
        state(rule.state()),
        rule.locksOk(),
        rule.locksReplicating(),
        rule.locksStuck(),
        rule.error().orElse(""));
  }

  /** An expression that Rucio has learnt and Fringe has not is told all the same. */
  private static RseExpression expression(RucioRule rule) throws LakeException {
    try {
      return RseExpression.parse(rule.rseExpression());
    } catch (IllegalArgumentException strange) {
      throw new LakeException(
          "rule %s of %s: %s".formatted(rule.id(), rule.did(), strange.getMessage()));
    }
  }

  /** Datasets are locked as a whole: one line for an RSE, whatever the number of files. */
  private SortedSet<String> chosen(RucioRule rule) throws IOException {
    return Terms.ask(
        () -> {
          Map<String, RuleState> whole =
              rucio.datasets().locks(rule.did()).getOrDefault(rule.id(), Map.of());
          SortedSet<String> rses = new TreeSet<>(whole.keySet());
          if (rses.isEmpty() && rule.locksOk() + rule.locksReplicating() <= rule.copies()) {
            rucio.rules().lockList(rule.id()).forEach(lock -> rses.add(lock.rse()));
          }
          return rses;
        });
  }

  private static Instant created(RucioRule rule) {
    return rule.createdAt().orElse(Instant.EPOCH);
  }

  private static ReplicationRule.State state(RuleState state) {
    return switch (state) {
      case OK -> ReplicationRule.State.OK;
      case REPLICATING, OTHER -> ReplicationRule.State.REPLICATING;
      case STUCK -> ReplicationRule.State.STUCK;
      case SUSPENDED -> ReplicationRule.State.SUSPENDED;
      case WAITING_APPROVAL -> ReplicationRule.State.WAITING_APPROVAL;
      case INJECT -> ReplicationRule.State.INJECT;
    };
  }
}
