package dev.fringe.pipelines.run;

import dev.fringe.storage.settings.Lakes;
import dev.fringe.storage.settings.LocalLake;
import dev.fringe.storage.settings.RucioLake;
import dev.fringe.storage.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user says besides the workflow.
 *
 * @param folder that the workflow's relative paths begin at
 * @param lake name of a lake in the settings, or the folder of a local one; empty for the default
 * @param settings how stores and lakes are reached, without secrets
 * @param out folder for plain files of the products; empty for none
 * @param flinkMaster {@code host:port} of a running Flink cluster, or {@link #HERE}; empty for the
 *     embedded one
 * @param jar that a cluster's workers load; empty in the embedded engine
 * @param handover what an operator tells a run
 */
public record RunOptions(
    Path folder,
    String lake,
    Settings settings,
    Optional<Path> out,
    Optional<String> flinkMaster,
    Optional<Path> jar,
    Handover handover) {

  /** The Flink cluster whose JobManager executes this program, in application mode. */
  public static final String HERE = "here";

  /** Of a person, who hands nothing over. */
  public RunOptions(
      Path folder,
      String lake,
      Settings settings,
      Optional<Path> out,
      Optional<String> flinkMaster,
      Optional<Path> jar) {
    this(folder, lake, settings, out, flinkMaster, jar, Handover.none());
  }

  /** The lake as workers find it too: a name, or an absolute path. */
  String resolvedLake() {
    return switch (Lakes.find(settings, lake)) {
      case LocalLake(String path) -> path;
      case RucioLake _ -> lake.isEmpty() ? settings.defaultLake() : lake;
    };
  }
}
