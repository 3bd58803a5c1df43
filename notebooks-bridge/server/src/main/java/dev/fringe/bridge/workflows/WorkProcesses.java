package dev.fringe.bridge.workflows;

import dev.fringe.bridge.workflows.Run.WorkProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Processes that work; they outlive the service, and are found again by its next one. */
final class WorkProcesses {

  /**
   * A shell stays beside the work, and leaves how it ended, whether the service is there or not.
   */
  private static final String SCRIPT =
      "\"$@\" >>log.txt 2>&1 </dev/null; code=$?; echo $code >exit.new; mv exit.new exit";

  private static final Duration GRACE = Duration.ofSeconds(20);

  private WorkProcesses() {}

  static WorkProcess start(LocalSettings settings, RunFolder folder) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
    command.addAll(settings.command());
    command.add("run");
    command.add(folder.workflow().toString());
    command.addAll(settings.options());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.put("FRINGE_PROGRESS", "127.0.0.1:" + port);
    environment.put("FRINGE_REPORT", folder.report().toString());
    environment.put("FRINGE_BUILD", "never");
    Process process = builder.start();
    return new WorkProcess(process.pid(), begun(process.toHandle()), port);
  }

  /** The process itself, if it is still there. */
  static Optional<ProcessHandle> find(WorkProcess process) {
    return ProcessHandle.of(process.pid())
        .filter(handle -> handle.isAlive() && begun(handle) == process.begun());
  }

  /** Ends a process and those that it started: kindly, and after a while for certain. */
  static void end(WorkProcess process) {
    Optional<ProcessHandle> found = find(process);
    if (found.isEmpty()) {
      return;
    }
    List<ProcessHandle> all = new ArrayList<>(found.get().descendants().toList());
    all.add(found.get());
    all.forEach(ProcessHandle::destroy);
    CompletableFuture<?>[] exits =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    Thread.ofVirtual()
        .start(
            () ->
                CompletableFuture.allOf(exits)
                    .orTimeout(GRACE.toSeconds(), TimeUnit.SECONDS)
                    .exceptionally(
                        late -> {
                          all.forEach(ProcessHandle::destroyForcibly);
                          return null;
                        })
                    .join());
  }

  private static long begun(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
