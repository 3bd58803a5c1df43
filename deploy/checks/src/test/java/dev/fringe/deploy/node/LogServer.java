package dev.fringe.deploy.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The door at which an API server asks a kubelet for logs: {@code /containerLogs/NS/POD/NAME}. */
final class LogServer implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final long LOOK_MILLIS = 100;

  private final HttpsServer server;
  private final Function<String, Optional<RunningPod>> pods;

  /**
   * Opens it.
   *
   * @param pods finds a pod by {@code NAMESPACE/NAME}
   */
  LogServer(Path folder, Function<String, Optional<RunningPod>> pods)
      throws IOException, InterruptedException, GeneralSecurityException {
    this.pods = pods;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder)));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/containerLogs/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] parts = exchange.getRequestURI().getPath().split("/", -1);
    Optional<RunningPod> pod = pods.apply(parts[2] + "/" + parts[3]);
    try (exchange) {
      if (pod.isEmpty()) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      String query = exchange.getRequestURI().getQuery();
      exchange.sendResponseHeaders(OK, 0);
      send(pod.get(), query != null && query.contains("follow=true"), exchange.getResponseBody());
    }
  }

  private static void send(RunningPod pod, boolean follows, OutputStream to) throws IOException {
    try (InputStream log = Files.newInputStream(pod.log())) {
      boolean goesOn;
      do {
        goesOn = follows && pod.isAlive();
        log.transferTo(to);
        to.flush();
        if (goesOn) {
          Thread.sleep(LOOK_MILLIS);
        }
      } while (goesOn);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody checks it: the API server of a test trusts its kubelets. */
  private static SSLContext selfSigned(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("kubelet.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "kubelet",
                "-keyalg",
                "EC",
                "-dname",
                "CN=kubelet",
                "-ext",
                "san=ip:127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    keytool.waitFor();
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
