package dev.fringe.rucio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.rucio.http.JsonLines;
import dev.fringe.rucio.model.DidType;
import dev.fringe.rucio.model.NewReplica;
import dev.fringe.rucio.model.NewRule;
import dev.fringe.rucio.model.ReplicaState;
import dev.fringe.rucio.model.RucioDid;
import dev.fringe.rucio.model.RucioLock;
import dev.fringe.rucio.model.RucioRule;
import dev.fringe.rucio.model.RuleState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules from being asked for to being fulfilled, at a real server. */
@Tag("servers")
class RulesServerTest {

  private static final String CH = "CH-S3";
  private static final String UK = "UK-S3";

  private RucioClient rucio;

  @BeforeEach
  void open() {
    rucio = RealRucio.client().open();
  }

  @AfterEach
  void close() {
    if (rucio != null) {
      rucio.close();
    }
  }

  @Test
  void ruleIsFulfilledWhenTheSecondReplicaIsAvailable() {
    final RucioDid dataset = dataset();
    final String id =
        rucio
            .rules()
            .ensure(
                NewRule.of(dataset, "root", 2, "tier=1")
                    .lasting(Duration.ofDays(30))
                    .grouped(NewRule.Grouping.DATASET)
                    .comment("two copies"));
    final RucioRule asked = rucio.rules().get(id);
    assertEquals(RuleState.REPLICATING, asked.state());
    assertEquals(dataset, asked.did());
    assertEquals(1, asked.locksOk());
    assertEquals(1, asked.locksReplicating());
    assertEquals(Optional.of("two copies"), asked.comment());
    assertEquals(
        Duration.ofDays(30),
        Duration.between(asked.createdAt().orElseThrow(), asked.expiresAt().orElseThrow()));

    final List<RucioLock> locks = locks(id);
    assertEquals(Set.of(CH, UK), locks.stream().map(RucioLock::rse).collect(Collectors.toSet()));
    final RucioLock missing =
        locks.stream().filter(lock -> lock.state() == RuleState.REPLICATING).findFirst().get();
    rucio.replicas().setState(missing.rse(), List.of(missing.did()), ReplicaState.AVAILABLE);
    assertEquals(RuleState.OK, rucio.rules().get(id).state());
  }

  @Test
  void ruleIsAskedForOnceHoweverOften() {
    final RucioDid dataset = dataset();
    final NewRule rule = NewRule.of(dataset, "root", 1, UK);
    final String first = rucio.rules().ensure(rule);
    assertEquals(first, rucio.rules().ensure(rule));
    refused(RefusalKind.DUPLICATE_RULE, () -> rucio.rules().add(rule));
    final String other = rucio.rules().ensure(NewRule.of(dataset, "root", 1, "tier=1"));
    assertFalse(first.equals(other));
    assertEquals(2, rucio.rules().of(dataset).size());
  }

  @Test
  void refusalShowsNoDatabaseText() {
    final NewRule rule = NewRule.of(dataset(), "root", 1, UK);
    rucio.rules().ensure(rule);
    final RucioRefusal refusal = assertThrows(RucioRefusal.class, () -> rucio.rules().add(rule));
    assertFalse(refusal.getMessage().contains("psycopg"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("DuplicateRule"), refusal.getMessage());
  }

  @Test
  void impossibleRulesAreToldByKind() {
    final RucioDid dataset = dataset();
    refused(
        RefusalKind.INSUFFICIENT_TARGETS,
        () -> rucio.rules().add(NewRule.of(dataset, "root", 3, "tier=1")));
    refused(
        RefusalKind.INVALID_RSE_EXPRESSION,
        () -> rucio.rules().add(NewRule.of(dataset, "root", 1, "NOPE")));
    refused(
        RefusalKind.DID_NOT_FOUND,
        () -> rucio.rules().add(NewRule.of(RealRucio.fresh("absent"), "root", 1, CH)));
    refused(RefusalKind.RULE_NOT_FOUND, () -> rucio.rules().get("0".repeat(32)));
    try (RucioClient astronomer = RealRucio.astronomer().open()) {
      refused(
          RefusalKind.INSUFFICIENT_ACCOUNT_LIMIT,
          () -> astronomer.rules().add(NewRule.of(dataset, "astronomer", 1, UK)));
      refused(
          RefusalKind.ACCESS_DENIED,
          () -> astronomer.rules().add(NewRule.of(dataset, "root", 1, UK)));
    }
  }

  @Test
  void lifetimeIsChangedAndTakenAway() {
    final String id = rucio.rules().ensure(NewRule.of(dataset(), "root", 1, CH));
    assertEquals(Optional.empty(), rucio.rules().get(id).expiresAt());
    rucio.rules().setLifetime(id, Optional.of(Duration.ofHours(1)));
    assertTrue(rucio.rules().get(id).expiresAt().isPresent());
    rucio.rules().setLifetime(id, Optional.empty());
    assertEquals(Optional.empty(), rucio.rules().get(id).expiresAt());
  }

  @Test
  void deletedRuleEndsWithinTheHour() {
    final String id = rucio.rules().ensure(NewRule.of(dataset(), "root", 1, CH));
    rucio.rules().delete(id, false);
    final RucioRule ending = rucio.rules().get(id);
    assertTrue(
        ending
            .expiresAt()
            .orElseThrow()
            .isBefore(ending.createdAt().orElseThrow().plusSeconds(4000)));
  }

  private RucioDid dataset() {
    final RucioDid dataset = RealRucio.fresh("dataset");
    final RucioDid file = RealRucio.fresh("image.fits");
    rucio
        .replicas()
        .register(CH, List.of(NewReplica.available(file, 2880, "1a2b3c4d", "0".repeat(32))));
    rucio.dids().ensure(DidType.DATASET, dataset);
    rucio.dids().attach(dataset, List.of(file));
    return dataset;
  }

  private List<RucioLock> locks(String id) {
    try (JsonLines<RucioLock> locks = rucio.rules().locks(id)) {
      return locks.stream().toList();
    }
  }

  private static void refused(RefusalKind kind, Runnable call) {
    final RucioRefusal refusal = assertThrows(RucioRefusal.class, call::run);
    assertEquals(kind, refusal.kind(), refusal.getMessage());
  }
}
