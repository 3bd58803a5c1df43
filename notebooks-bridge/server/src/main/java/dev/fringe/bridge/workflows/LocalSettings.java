package dev.fringe.bridge.workflows;

import java.nio.file.Path;
import java.util.List;

/**
 * How workflows run on this machine.
 *
 * @param command starts {@code fringe}: the launcher, and what comes before a sub-command
 * @param options what follows {@code run WORKFLOW.yaml}: which lake, which settings
 * @param state where runs are kept
 * @param data where inputs may be, besides the lake
 * @param atOnce runs that work at the same time
 * @param longestQueue runs that may wait
 * @param retention which runs that ended are kept
 */
public record LocalSettings(
    List<String> command,
    List<String> options,
    Path state,
    List<String> data,
    int atOnce,
    int longestQueue,
    Retention retention)
    implements RunnerSettings {

  public LocalSettings {
    command = List.copyOf(command);
    options = List.copyOf(options);
    data = List.copyOf(data);
  }
}
