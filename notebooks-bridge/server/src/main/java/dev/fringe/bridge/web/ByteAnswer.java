package dev.fringe.bridge.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends bytes that are made or read while they are sent. A client that goes away ends it silently;
 * a source that fails midway ends the connection, so that nobody takes half an answer for a whole.
 */
public final class ByteAnswer implements Endpoints {

  private static final Logger LOG = LoggerFactory.getLogger(ByteAnswer.class);

  /** Something that writes bytes. */
  @FunctionalInterface
  public interface Source {
    void writeTo(OutputStream out) throws IOException;
  }

  @Override
  public void register(JavalinConfig config) {
    config.routes.exception(ClientGoneException.class, (e, context) -> {});
  }

  /**
   * Sends an answer whose status and other headers are set.
   *
   * @param length of all of it
   */
  public static void send(Context context, long length, Source source) throws IOException {
    context.disableCompression();
    context.res().setContentLengthLong(length);
    Watched out = new Watched(context.res().getOutputStream());
    try {
      source.writeTo(out);
    } catch (IOException | RuntimeException e) {
      if (out.failure.isPresent()) {
        throw new ClientGoneException(e);
      }
      if (!out.hasBegun && !context.res().isCommitted()) {
        context.res().reset();
        context.header(RequestIds.HEADER, RequestIds.of(context));
        throw e;
      }
      LOG.warn("{} {}: ended halfway, {}", RequestIds.of(context), context.path(), e.toString());
      ServletContextRequest.getServletContextRequest(context.req())
          .getConnectionMetaData()
          .getConnection()
          .getEndPoint()
          .close();
      throw new ClientGoneException(e);
    }
  }

  /** Bytes that nobody waits for any more are no longer made. */
  public static final class Cancellable extends OutputStream {
    private final OutputStream out;
    private final BooleanSupplier isCancelled;

    public Cancellable(OutputStream out, BooleanSupplier isCancelled) {
      this.out = out;
      this.isCancelled = isCancelled;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (isCancelled.getAsBoolean()) {
        throw new InterruptedIOException("nobody waits for it any more");
      }
      out.write(bytes, offset, length);
    }
  }

  /** Tells failures of the client from those of the source. */
  private static final class Watched extends OutputStream {
    private final OutputStream out;
    private Optional<IOException> failure = Optional.empty();
    private boolean hasBegun;

    Watched(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      hasBegun = true;
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = Optional.of(e);
        throw e;
      }
    }
  }
}
