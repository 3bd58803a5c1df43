package dev.fringe.pipelines.run;

import dev.fringe.pipelines.store.OwnedScratch;
import dev.fringe.storage.objects.Location;
import dev.fringe.storage.settings.Settings;
import dev.fringe.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a workflow's runs keep what they need to go on from: a folder for each key of a run. Where
 * an operator says whose runs they are, these folders lie in one of that owner, which nobody else
 * uses; so what is left of a workflow is found and removed without a look at anything of others.
 */
public final class Scratch {

  private Scratch() {}

  static Location ofRun(
      Workflow workflow, String key, Path folder, Optional<Handover.Owner> owner) {
    return prefix(workflow, folder, owner).resolve(workflow.name() + "-" + key.substring(0, 12));
  }

  private static Location prefix(Workflow workflow, Path folder, Optional<Handover.Owner> owner) {
    Location parent =
        workflow
            .spec()
            .scratch()
            .map(scratch -> Address.of(scratch, folder, "spec.scratch"))
            .orElseGet(
                () ->
                    Location.of(
                        Path.of(
                            System.getProperty("java.io.tmpdir"),
                            "fringe-" + System.getProperty("user.name"))));
    return owner.map(o -> parent.resolve(o.uid())).orElse(parent);
  }

  /** Removes the owner's folder once no run keeps anything in it; a store has no empty folders. */
  static void tidy(Location ofRun, Optional<Handover.Owner> owner) {
    if (owner.isPresent() && ofRun.isLocal()) {
      try {
        Files.deleteIfExists(ofRun.path().getParent());
      } catch (IOException _) {
        // A run keeps something or is at work there; and an empty folder is no failure.
      }
    }
  }

  /**
   * Removes everything that the runs of an owner have kept.
   *
   * @param folder that the workflow's relative paths begin at
   * @param settings how stores are reached
   * @return where it was removed
   * @throws IOException if it cannot be, or a run is at work there
   */
  public static Location remove(
      Workflow workflow, Path folder, Handover.Owner owner, Settings settings) throws IOException {
    Location prefix = prefix(workflow, folder, Optional.of(owner));
    OwnedScratch.at(prefix, settings.endpoints()).remove();
    return prefix;
  }
}
