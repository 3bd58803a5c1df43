package dev.fringe.pipelines.cli;

import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.pipelines.demo.Comparison;
import dev.fringe.pipelines.demo.Demo;
import dev.fringe.pipelines.progress.ProgressView;
import dev.fringe.pipelines.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fringe demo}. */
@Command(
    name = "demo",
    description =
        "Simulates an observation of a small sky, images it on Beam and Flink, publishes the"
            + " products into a local data lake, and compares what was found with what was put in.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "A new folder for all of it (default: fringe-demo, or fringe-demo-2, ... where that is"
              + " taken).")
  private Optional<Path> dir;

  @Override
  public Integer call() throws IOException {
    Path folder = dir.orElseGet(DemoCommand::free);
    if (Files.exists(folder)) {
      throw new UsageException("--dir: %s exists; the demo wants a new folder".formatted(folder));
    }
    Demo demo = new Demo(folder, ProgressView.ofThisProcess());
    Demo.Result result = demo.run();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%nPut in and found:%n%n%s%n", new Comparison(result).table());
    out.printf("The picture       %s%n", demo.images().resolve("first-light-image.png"));
    out.printf("FITS, list, notes %s%n", demo.images());
    out.printf("The data lake     %s, dataset demo:first-light with two copies%n", demo.lake());
    out.printf("The workflow      %s%n", folder.resolve("first-light.yaml"));
    out.flush();
    return ExitCode.DONE;
  }

  private static Path free() {
    Path folder = Path.of("fringe-demo");
    for (int number = 2; Files.exists(folder); number++) {
      folder = Path.of("fringe-demo-" + number);
    }
    return folder;
  }
}
