package dev.fringe.bridge.web;

import dev.fringe.bridge.catalogue.CatalogueException;
import io.javalin.config.JavalinConfig;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /healthz}: the process lives. {@code /readyz}: the index says what the lake says. */
public final class Health implements Endpoints {

  private final Supplier<Optional<Instant>> lastSync;
  private final Supplier<String> trouble;
  private final Supplier<Long> products;

  /**
   * @param lastSync when the index last agreed with the lake
   * @param trouble why it does not; empty for none
   * @param products how many are indexed
   */
  public Health(
      Supplier<Optional<Instant>> lastSync, Supplier<String> trouble, Supplier<Long> products) {
    this.lastSync = lastSync;
    this.trouble = trouble;
    this.products = products;
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.get("/healthz", context -> context.json(state()));
    config.routes.get(
        "/readyz",
        context -> {
          Map<String, Object> state = state();
          context.status(lastSync.get().isPresent() && state.containsKey("products") ? 200 : 503);
          context.json(state);
        });
  }

  /** Why the index does not agree with the lake; empty if it does. */
  public String trouble() {
    return trouble.get();
  }

  private Map<String, Object> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("status", trouble.get().isEmpty() ? "ok" : "lake unreachable");
    try {
      state.put("products", products.get());
    } catch (CatalogueException.Unavailable e) {
      state.put("status", "index unreachable");
    }
    state.put("synchronised", lastSync.get().map(Instant::toString).orElse(""));
    return state;
  }
}
