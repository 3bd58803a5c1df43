package dev.fringe.bridge.soda;

import dev.fringe.bridge.access.Access;
import dev.fringe.bridge.access.AccessGate;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.bridge.cutout.Cutout;
import dev.fringe.bridge.uws.JobEndpoints;
import dev.fringe.bridge.uws.Jobs;
import dev.fringe.bridge.uws.UwsSettings;
import dev.fringe.bridge.vo.Capability;
import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.VoException;
import dev.fringe.bridge.web.BridgeContext;
import dev.fringe.bridge.web.ByteAnswer;
import dev.fringe.bridge.web.Endpoints;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /soda/sync} and {@code /soda/async}. */
public final class SodaService implements Endpoints, AutoCloseable {

  public static final String PATH = "/soda";
  public static final String SYNC = PATH + "/sync";
  public static final String ASYNC = PATH + "/async";

  private final Access access;
  private final CutoutMaker maker;
  private final Jobs jobs;
  private final JobEndpoints async;

  private SodaService(BridgeContext context, Access access) throws IOException {
    this.access = access;
    this.maker =
        new CutoutMaker(
            context.catalogue(), context.lake(), context.settings().serve().largestCutout());
    this.jobs =
        Jobs.in(
            context.state().resolve("jobs").resolve("soda"),
            UwsSettings.standard(),
            new SodaWork(maker),
            context.clock());
    this.async = new JobEndpoints(ASYNC, jobs, context.links(), AccessGate::caller);
  }

  /** Takes up the jobs there are. */
  public static SodaService open(BridgeContext context, Access access) throws IOException {
    return new SodaService(context, access);
  }

  /** For the service's self-description. */
  public static List<Capability> capabilities() {
    return List.of(
        Capability.of("ivo://ivoa.net/std/SODA#sync-1.0", SYNC, "1.0")
            .answering(SodaWork.MEDIA_TYPE),
        Capability.of("ivo://ivoa.net/std/SODA#async-1.0", ASYNC, "1.0").answering("text/xml"));
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.exception(
        SodaException.class,
        (e, context) ->
            context
                .status(e.status())
                .contentType("text/plain;charset=utf-8")
                .result(e.getMessage() + "\n"));
    config.routes.get(SYNC, this::answer);
    config.routes.head(SYNC, this::answer);
    config.routes.post(SYNC, this::answer);
    // Whatever a job is asked to cut, the one who asks may have.
    config.routes.before(ASYNC, this::requireAll);
    config.routes.before(ASYNC + "/*", this::requireAll);
    async.register(config);
  }

  private void requireAll(Context context) {
    if (context.method().equals(HandlerType.POST) && !Parameters.of(context).all("ID").isEmpty()) {
      for (var id : SodaQuery.read(Parameters.of(context)).ids()) {
        access.require(AccessGate.visitor(context), maker.find(id));
      }
    }
  }

  private void answer(Context context) throws IOException {
    SodaQuery.Part part;
    try {
      part = SodaQuery.read(Parameters.of(context)).only();
    } catch (VoException e) {
      throw SodaException.usage(e.getMessage());
    }
    Product product = maker.find(part.id());
    access.require(AccessGate.visitor(context), product);
    maker.make(product, part, cutout -> send(context, product, cutout));
  }

  private static void send(Context context, Product product, Optional<Cutout> cutout)
      throws IOException {
    context.disableCompression();
    if (cutout.isEmpty()) {
      context.status(204);
      return;
    }
    context.contentType(SodaWork.MEDIA_TYPE);
    context.header("Cache-Control", "private, no-cache");
    context.header("Vary", "Authorization");
    context.header(
        "Content-Disposition", "attachment; filename=\"" + CutoutMaker.fileName(product) + "\"");
    if (context.method().equals(HandlerType.HEAD)) {
      context.res().setContentLengthLong(cutout.get().length());
      return;
    }
    ByteAnswer.send(context, cutout.get().length(), cutout.get()::writeTo);
  }

  @Override
  public void close() {
    jobs.close();
  }
}
