package dev.fringe.pipelines.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Tells at {@code /end} how the run of this process has ended, where the process goes on: JSON of
 * the {@code exitCode} and of the {@code report} that {@link EndReport} has left.
 */
public final class EndPage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Page page;

  private EndPage(Page page) {
    this.page = page;
  }

  /**
   * At the address that this process's environment gives.
   *
   * @throws IOException if it gives none, or it cannot be had
   */
  public static EndPage ofThisProcess(int exitCode) throws IOException {
    return at(
        Page.address().orElseThrow(() -> new IOException(Page.VARIABLE + " is missing")),
        exitCode,
        EndReport.left());
  }

  static EndPage at(String address, int exitCode, String report) throws IOException {
    byte[] told = JSON.writeValueAsBytes(Map.of("exitCode", exitCode, "report", report));
    return new EndPage(Page.at(address, "/end", () -> Optional.of(told)));
  }

  int port() {
    return page.port();
  }

  @Override
  public void close() {
    page.close();
  }
}
