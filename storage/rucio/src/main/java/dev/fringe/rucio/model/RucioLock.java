package dev.fringe.rucio.model;

/** One file that a rule holds, or wants to hold, at one RSE. */
public record RucioLock(String ruleId, RucioDid did, String rse, RuleState state) {}
