package dev.fringe.cluster;

import dev.fringe.cluster.client.RunLog;
import dev.fringe.cluster.client.Workflows;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe logs}. */
@Command(
    name = "logs",
    description = "Prints what a workflow's last attempt has logged.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  fringe logs m87 --follow"})
final class LogsCommand implements Callable<Integer> {
  private static final int BUFFER = 1 << 16;

  @Spec private CommandSpec spec;

  @Mixin private ClusterOptions cluster;

  @Parameters(paramLabel = "NAME", description = "A workflow's name.")
  private String name;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the attempt ends.")
  private boolean isFollowed;

  @Option(
      names = "--tail",
      paramLabel = "LINES",
      description = "Only the last lines (default: all).")
  private int tail = -1;

  @Override
  public Integer call() throws IOException {
    try (Workflows workflows = cluster.connect(java.util.Optional.empty())) {
      PodResource log = RunLog.of(workflows, workflows.get(name));
      var lines = tail >= 0 ? log.tailingLines(tail) : log;
      if (isFollowed) {
        try (var watch = lines.watchLog()) {
          copy(watch.getOutput());
        }
      } else {
        PrintWriter out = spec.commandLine().getOut();
        out.print(lines.getLog());
        out.flush();
      }
    }
    return ExitCode.DONE;
  }

  private void copy(InputStream log) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    var reader = new java.io.InputStreamReader(log, java.nio.charset.StandardCharsets.UTF_8);
    char[] buffer = new char[BUFFER];
    for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
      out.write(buffer, 0, n);
      out.flush();
    }
  }
}
