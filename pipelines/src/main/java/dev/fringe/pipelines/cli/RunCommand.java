package dev.fringe.pipelines.cli;

import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.pipelines.lake.LakeOptions;
import dev.fringe.pipelines.progress.ProgressView;
import dev.fringe.pipelines.report.EndReport;
import dev.fringe.pipelines.report.ProgressPage;
import dev.fringe.pipelines.run.Handover;
import dev.fringe.pipelines.run.RunOptions;
import dev.fringe.pipelines.run.UsageException;
import dev.fringe.pipelines.run.WorkflowRun;
import dev.fringe.storage.settings.Lakes;
import dev.fringe.storage.settings.Settings;
import dev.fringe.workflow.Engine;
import dev.fringe.workflow.Workflow;
import dev.fringe.workflow.WorkflowReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe run}. */
@Command(
    name = "run",
    description = "Runs a workflow: reads visibilities, images them, publishes the products.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  fringe run first-light.yaml",
      "  fringe run first-light.yaml --out images --set image.weighting.robust=-0.5",
      "  fringe run first-light.yaml --flink-master jobmanager:8081",
      "",
      "A run that was killed goes on from its last finished step when it is started again; one that"
          + " has been",
      "published already is not done twice."
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "WORKFLOW.yaml", description = "The workflow file.")
  private Path file;

  @Mixin private LakeOptions lake;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Also leave the products as plain files in this folder (default, where nothing is"
              + " published: the workflow's name).")
  private Optional<Path> out;

  @Option(
      names = "--flink-master",
      paramLabel = "HOST:PORT",
      description =
          "Run on this Flink cluster, by its REST address, in place of the embedded one. Its"
              + " workers must see the inputs, spec.scratch and the lake under the same paths.")
  private Optional<String> flinkMaster;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a field of the workflow, such as image.size=2048. May be repeated.")
  private List<String> fields = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException(file + " is not a file: a workflow in YAML is needed");
    }
    Workflow workflow = WorkflowReader.read(file, fields);
    Settings settings = lake.settings();
    WorkflowRun.Outcome outcome = execute(workflow, file, settings);
    PrintWriter stdout = spec.commandLine().getOut();
    outcome
        .dataset()
        .ifPresent(
            dataset ->
                stdout.printf(
                    "%s as %s in %s%n",
                    outcome.wasDone() ? "Published before, and not done again," : "Published",
                    dataset,
                    Lakes.find(settings, lake.name()).describe()));
    folder(workflow)
        .ifPresent(
            folder -> outcome.files().forEach(name -> stdout.println("  " + folder.resolve(name))));
    stdout.flush();
    return ExitCode.DONE;
  }

  private WorkflowRun.Outcome execute(Workflow workflow, Path file, Settings settings)
      throws IOException {
    boolean isSession = workflow.spec().engine().mode() == Engine.Mode.FLINK_SESSION;
    if (workflow.spec().engine().mode() == Engine.Mode.FLINK_DEPLOYMENT && flinkMaster.isEmpty()) {
      throw new UsageException(
          "spec.engine.mode is FlinkDeployment, which is for Kubernetes: write Embedded, or"
              + " --flink-master HOST:PORT for a cluster that runs already");
    }
    if (isSession && flinkMaster.isEmpty()) {
      throw new UsageException(
          "spec.engine.mode is FlinkSession: --flink-master HOST:PORT must say where the cluster"
              + " is");
    }
    flinkMaster.ifPresent(RunCommand::checkAddress);
    Path folder = file.toAbsolutePath().getParent();
    RunOptions options =
        new RunOptions(
            folder,
            lake.name(),
            settings,
            folder(workflow),
            flinkMaster,
            flinkMaster.map(m -> ownJar()),
            Handover.ofThisProcess());
    ProgressView view = ProgressView.ofThisProcess();
    Optional<ProgressPage> page = ProgressPage.ofThisProcess(view::now);
    try {
      WorkflowRun.Outcome outcome = new WorkflowRun(workflow, options, view).execute();
      EndReport.of(
              outcome.dataset(),
              outcome.rules(),
              outcome.summary(),
              outcome.key(),
              outcome.reusedFrom())
          .leave();
      return outcome;
    } finally {
      page.ifPresent(ProgressPage::close);
    }
  }

  private Optional<Path> folder(Workflow workflow) {
    return out.isPresent() || workflow.spec().publish().isPresent()
        ? out
        : Optional.of(Path.of(workflow.name()));
  }

  private static void checkAddress(String address) {
    if (!address.equals(RunOptions.HERE) && !address.matches("[A-Za-z0-9.\\[\\]:-]+:[0-9]{1,5}")) {
      throw new UsageException(
          "--flink-master is '%s', but must be HOST:PORT, such as jobmanager:8081"
              .formatted(address));
    }
  }

  /** The jar that this program runs from: the cluster's workers load the same. */
  private static Path ownJar() {
    try {
      Path jar =
          Path.of(RunCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(jar)) {
        throw new UsageException("--flink-master needs Fringe's jar; start it by ./fringe");
      }
      return jar;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
