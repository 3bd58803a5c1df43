package dev.fringe.rucio.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A replication rule.
 *
 * @param id 32 hex digits
 * @param locksOk files times copies that are there
 * @param locksReplicating on their way
 * @param locksStuck in trouble
 * @param error why it is stuck
 */
public record RucioRule(
    String id,
    RucioDid did,
    String account,
    int copies,
    String rseExpression,
    RuleState state,
    long locksOk,
    long locksReplicating,
    long locksStuck,
    Optional<String> error,
    Optional<Instant> createdAt,
    Optional<Instant> expiresAt,
    Optional<String> activity,
    Optional<String> comment) {}
