package dev.fringe.pipelines.lake.check;

import dev.fringe.pipelines.console.ByteCount;
import dev.fringe.rucio.RucioClient;
import dev.fringe.rucio.error.RucioException;
import dev.fringe.rucio.model.RseProtocol;
import dev.fringe.rucio.model.RucioRse;
import dev.fringe.storage.objects.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The RSEs of a Rucio server: what may be done there, and whether their stores answer. */
final class RseSteps {

  /** Schemes that the object stores understand. */
  private static final Set<String> SCHEMES = Set.of("s3", "davs", "dav", "https", "http", "file");

  private final RucioClient rucio;
  private final String account;
  private final ObjectProbe probe;
  private final Consumer<Finding> found;

  RseSteps(RucioClient rucio, String account, ObjectProbe probe, Consumer<Finding> found) {
    this.rucio = rucio;
    this.account = account;
    this.probe = probe;
    this.found = found;
  }

  /**
   * Examines all of them.
   *
   * @param prefer RSE expressions of the settings
   * @param upload RSE expression of the settings; may be empty
   */
  void run(List<String> prefer, String upload) {
    List<String> names = rucio.rses().list();
    if (names.isEmpty()) {
      found.accept(
          Finding.fail("RSEs", "the server knows none", "ask the server's operators to add one"));
      return;
    }
    prefer.forEach(expression -> chosen("prefer", expression));
    if (!upload.isEmpty()) {
      chosen("upload", upload);
    }
    Map<String, Long> limits = rucio.accounts().limits(account);
    int usable = 0;
    for (String name : names) {
      usable += examine(rucio.rses().get(name), Optional.ofNullable(limits.get(name))) ? 1 : 0;
    }
    if (usable == 0) {
      found.accept(
          Finding.warn(
              "RSEs",
              "none is writable for account " + account,
              "ask the server's operators for a limit at one, if you want to publish"));
    }
  }

  private void chosen(String step, String expression) {
    try {
      List<String> names = rucio.rses().list(expression);
      found.accept(
          names.isEmpty()
              ? Finding.warn(step, expression + " matches no RSE", "see the RSEs below")
              : Finding.ok(step, expression + " is " + String.join(", ", names)));
    } catch (RucioException refused) {
      found.accept(
          Finding.warn(step, expression + ": " + refused.getMessage(), "see the RSEs below"));
    }
  }

  /** Whether new files may go there. */
  private boolean examine(RucioRse rse, Optional<Long> limit) {
    String step = "RSE " + rse.name();
    List<String> may = new ArrayList<>();
    if (rse.readable()) {
      may.add("readable");
    }
    if (rse.writable()) {
      may.add("writable");
    }
    boolean hasRoom = limit.isPresent() && limit.get() != 0;
    String allowed =
        limit.isEmpty() || limit.get() == 0
            ? "no limit for this account: rules cannot put files there"
            : limit.get() < 0 ? "no bound" : "up to " + ByteCount.of(limit.get());
    String text = "%s; %s".formatted(may.isEmpty() ? "closed" : String.join(", ", may), allowed);
    found.accept(
        may.isEmpty() || !hasRoom
            ? Finding.warn(step, text, "ask the server's operators if you need it")
            : Finding.ok(step, text));
    List<RseProtocol> usable =
        rse.protocols().stream().filter(protocol -> SCHEMES.contains(protocol.scheme())).toList();
    if (usable.isEmpty()) {
      found.accept(
          Finding.warn(
              step,
              "speaks %s, of which Fringe understands none"
                  .formatted(rse.protocols().stream().map(RseProtocol::scheme).toList()),
              "files there cannot be read; rules may still copy them elsewhere"));
    }
    boolean writable = rse.writable() && hasRoom;
    boolean reached = reach(step, usable, writable);
    return writable && reached;
  }

  /**
   * Tries every protocol of an RSE. One is enough: the others may be for programs that sign in
   * otherwise.
   */
  private boolean reach(String step, List<RseProtocol> protocols, boolean writable) {
    List<Finding> findings =
        protocols.stream()
            .map(
                protocol ->
                    probe.examine(
                        step + " " + protocol.scheme(),
                        prefix(protocol),
                        writable && protocol.allows("wan", "write")))
            .toList();
    boolean reached = findings.stream().anyMatch(Finding::isOk);
    findings.stream()
        .map(finding -> reached && !finding.isOk() ? finding.asNote() : finding)
        .forEach(found);
    return reached;
  }

  private static Location prefix(RseProtocol protocol) {
    String port = protocol.port() > 0 ? ":" + protocol.port() : "";
    String path = protocol.prefix().startsWith("/") ? protocol.prefix() : "/" + protocol.prefix();
    return "file".equals(protocol.scheme())
        ? Location.parse("file://" + path)
        : Location.parse(protocol.scheme() + "://" + protocol.hostname() + port + path);
  }
}
