package dev.fringe.rucio.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A replication rule to be asked for.
 *
 * @param copies 1 or more
 * @param lifetime after which the rule ends; none for ever
 * @param grouping how files of a collection are kept together
 */
public record NewRule(
    List<RucioDid> dids,
    String account,
    int copies,
    String rseExpression,
    Optional<Duration> lifetime,
    Grouping grouping,
    Optional<String> activity,
    Optional<String> comment) {

  /** How the files of a collection are spread over the RSEs. */
  public enum Grouping {
    ALL,
    DATASET,
    NONE
  }

  public NewRule {
    dids = List.copyOf(dids);
    if (copies < 1) {
      throw new IllegalArgumentException("copies %d should be 1 or more".formatted(copies));
    }
  }

  /** A rule without end, files of a dataset together. */
  public static NewRule of(RucioDid did, String account, int copies, String rseExpression) {
    return new NewRule(
        List.of(did),
        account,
        copies,
        rseExpression,
        Optional.empty(),
        Grouping.DATASET,
        Optional.empty(),
        Optional.empty());
  }

  public NewRule lasting(Duration time) {
    return new NewRule(
        dids, account, copies, rseExpression, Optional.of(time), grouping, activity, comment);
  }

  public NewRule grouped(Grouping how) {
    return new NewRule(dids, account, copies, rseExpression, lifetime, how, activity, comment);
  }

  public NewRule activity(String name) {
    return new NewRule(
        dids, account, copies, rseExpression, lifetime, grouping, Optional.of(name), comment);
  }

  public NewRule comment(String text) {
    return new NewRule(
        dids, account, copies, rseExpression, lifetime, grouping, activity, Optional.of(text));
  }

  /** Whether {@code rule} is what this asks for, by what Rucio holds unique. */
  public boolean sameAs(RucioRule rule) {
    return dids.contains(rule.did())
        && account.equals(rule.account())
        && copies == rule.copies()
        && rseExpression.equals(rule.rseExpression());
  }
}
