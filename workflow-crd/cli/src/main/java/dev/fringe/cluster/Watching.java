package dev.fringe.cluster;

import dev.fringe.cluster.client.Following;
import dev.fringe.cluster.client.WorkflowView;
import dev.fringe.cluster.client.Workflows;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Follows one workflow, and tells each change in a line. */
final class Watching {
  private Watching() {}

  /**
   * Waits until it is over, or gone.
   *
   * @return the exit code that says how it ended
   */
  static int untilTheEnd(Workflows workflows, String name, PrintWriter out)
      throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    AtomicReference<WorkflowView> last = new AtomicReference<>(workflows.get(name));
    Lines lines = new Lines(out);
    // An informer lists again after its watch has broken: what was missed is seen.
    try (var informer =
        workflows
            .named(name)
            .inform(
                new Following(
                    view -> {
                      last.set(view);
                      lines.tell(view);
                      if (view.isOver()) {
                        end.countDown();
                      }
                    },
                    gone -> end.countDown()))) {
      end.await();
    }
    WorkflowView view = last.get();
    if (!view.isOver()) {
      out.println(name + " was deleted before its end");
      out.flush();
      return ExitCode.FAILED;
    }
    Details.ofProducts(view).forEach(line -> out.println("  " + line));
    out.flush();
    return view.hasSucceeded() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** One line for each change that people care for. */
  private static final class Lines {
    private final PrintWriter out;
    private String told = "";

    Lines(PrintWriter out) {
      this.out = out;
    }

    synchronized void tell(WorkflowView view) {
      OptionalInt percent = view.percent();
      String line =
          view.phase()
              + (view.stage().isEmpty() ? "" : ": " + view.stage())
              + (percent.isPresent() ? " (" + percent.getAsInt() + " %)" : "")
              + view.status("message").map(message -> " - " + message).orElse("");
      if (!line.equals(told)) {
        told = line;
        out.println(line);
        out.flush();
      }
    }
  }
}
