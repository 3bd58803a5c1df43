package dev.fringe.pipelines.simulate;

/**
 * What a simulation wrote.
 *
 * @param rows baselines times integrations
 * @param visibilities rows times channels, of each correlation
 * @param skippedIntegrations integrations left out because the field was below the horizon
 * @param sigmaJansky noise of the real part of a visibility of one hand, 0 for none
 * @param seconds wall time
 */
public record SimulationSummary(
    long rows, long visibilities, int skippedIntegrations, double sigmaJansky, double seconds) {}
