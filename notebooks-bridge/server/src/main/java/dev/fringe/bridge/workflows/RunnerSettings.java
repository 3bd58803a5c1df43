package dev.fringe.bridge.workflows;

/** How workflows run that people submit. */
public sealed interface RunnerSettings permits LocalSettings, ClusterSettings {}
