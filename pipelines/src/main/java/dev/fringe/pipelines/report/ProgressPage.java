package dev.fringe.pipelines.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fringe.pipelines.progress.StageNow;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells at {@code /progress} how far the run of this process is: JSON of {@code stage}, {@code
 * majorCycle}, {@code percent} and {@code estimatedEnd}, of which any may be missing. It is there
 * where {@code FRINGE_PROGRESS=HOST:PORT} asks for it.
 */
public final class ProgressPage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  private final Page page;

  private ProgressPage(Page page) {
    this.page = page;
  }

  /**
   * Starts a page.
   *
   * @param address HOST:PORT of this machine; port 0 for any
   * @throws IOException if it cannot be had
   */
  static ProgressPage at(String address, Supplier<Optional<StageNow>> stage, Clock clock)
      throws IOException {
    Instant started = clock.instant();
    return new ProgressPage(
        Page.at(
            address,
            "/progress",
            () -> {
              Optional<StageNow> now = stage.get();
              return now.isEmpty()
                  ? Optional.empty()
                  : Optional.of(told(HowFar.of(now.get(), started, clock.instant())));
            }));
  }

  private static byte[] told(HowFar howFar) throws JsonProcessingException {
    return JSON.writeValueAsBytes(howFar);
  }

  /** The page that this process's environment asks for, if it does. */
  public static Optional<ProgressPage> ofThisProcess(Supplier<Optional<StageNow>> stage)
      throws IOException {
    Optional<String> address = Page.address();
    return address.isEmpty()
        ? Optional.empty()
        : Optional.of(at(address.get(), stage, Clock.systemUTC()));
  }

  int port() {
    return page.port();
  }

  @Override
  public void close() {
    page.close();
  }
}
