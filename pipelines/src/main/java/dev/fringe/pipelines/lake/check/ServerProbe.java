package dev.fringe.pipelines.lake.check;

import dev.fringe.rucio.auth.ClientCertificate;
import dev.fringe.storage.objects.Loopback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Reaches a server layer by layer: name, port, TLS, an answer, the clock. No credentials are sent.
 */
final class ServerProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration MOST_SKEW = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofDays(14);

  private final String step;
  private final URI server;
  private final String caFile;
  private final Clock clock;
  private final Consumer<Finding> found;

  ServerProbe(String step, URI server, String caFile, Clock clock, Consumer<Finding> found) {
    this.step = step;
    this.server = server;
    this.caFile = caFile;
    this.clock = clock;
    this.found = found;
  }

  /** Whether the server can be used; what is found is told. */
  boolean examine() {
    return resolves() && connects() && answers();
  }

  private boolean resolves() {
    try {
      InetAddress[] addresses = InetAddress.getAllByName(host());
      found.accept(Finding.ok(step + " name", host() + " is " + addresses[0].getHostAddress()));
      return true;
    } catch (UnknownHostException unknown) {
      found.accept(
          Finding.fail(
              step + " name",
              "%s is not known".formatted(host()),
              "check the url for typing errors, the network and its name service (VPN?)"));
      return false;
    }
  }

  private boolean connects() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host(), port()), (int) PATIENCE.toMillis());
      found.accept(Finding.ok(step + " port", "port %d is open".formatted(port())));
      return true;
    } catch (IOException refused) {
      found.accept(
          Finding.fail(
              step + " port",
              "no connection to %s:%d: %s".formatted(host(), port(), refused.getMessage()),
              "is the server up, the port right, a firewall or proxy between?"));
      return false;
    }
  }

  private boolean answers() {
    try {
      OkHttpClient client =
          ClientCertificate.with(
              new OkHttpClient.Builder().callTimeout(PATIENCE).followRedirects(false).build(),
              caFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(caFile)),
              Optional.empty());
      Request request = new Request.Builder().url(server + "/ping").build();
      try (Response response = client.newCall(request).execute()) {
        tls(response);
        clock(response);
        return pinged(response);
      } finally {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
      }
    } catch (SSLException untrusted) {
      found.accept(
          Finding.fail(
              step + " TLS",
              Cause.of(untrusted),
              caFile.isEmpty()
                  ? "name the authority's certificates by caFile"
                  : "is %s the authority of this server?".formatted(caFile)));
    } catch (IOException | RuntimeException failure) {
      found.accept(
          Finding.fail(
              step + " answer", Cause.of(failure), "is this the address of Rucio's REST server?"));
    }
    return false;
  }

  private void tls(Response response) {
    Handshake handshake = response.handshake();
    if (handshake == null) {
      found.accept(
          Loopback.is(server)
              ? Finding.ok(step + " TLS", "not encrypted, and does not leave this machine")
              : Finding.warn(step + " TLS", "not encrypted", "use https"));
      return;
    }
    for (Certificate certificate : handshake.peerCertificates()) {
      if (certificate instanceof X509Certificate x509) {
        Date ends = x509.getNotAfter();
        String until =
            "%s, certificate until %s"
                .formatted(handshake.tlsVersion().javaName(), ends.toInstant());
        found.accept(
            ends.toInstant().isBefore(clock.instant().plus(SOON))
                ? Finding.warn(step + " TLS", until, "the server's operators should renew it")
                : Finding.ok(step + " TLS", until));
        return;
      }
    }
  }

  private void clock(Response response) {
    Instant now = clock.instant();
    Date date = response.headers().getDate("Date");
    if (date == null) {
      return;
    }
    Duration skew = Duration.between(date.toInstant(), now);
    found.accept(
        skew.abs().compareTo(MOST_SKEW) > 0
            ? Finding.warn(
                step + " clock",
                "this machine's clock is %d s %s the server's"
                    .formatted(skew.abs().toSeconds(), skew.isNegative() ? "behind" : "ahead of"),
                "tokens and signed addresses will fail: set the clock (NTP)")
            : Finding.ok(step + " clock", "within %d s".formatted(skew.abs().toSeconds() + 1)));
  }

  private boolean pinged(Response response) throws IOException {
    String body = response.peekBody(1000).string();
    if (response.code() == 200 && body.contains("version")) {
      found.accept(
          Finding.ok(
              step + " answer", "Rucio " + body.replaceAll("[^0-9.A-Za-z]|version", " ").strip()));
      return true;
    }
    found.accept(
        Finding.fail(
            step + " answer",
            "/ping is answered with HTTP %d, not as Rucio does".formatted(response.code()),
            "is this the address of Rucio's REST server, and its path right?"));
    return false;
  }

  private String host() {
    return server.getHost().replaceAll("[\\[\\]]", "");
  }

  private int port() {
    if (server.getPort() > 0) {
      return server.getPort();
    }
    return "https".equals(server.getScheme()) ? 443 : 80;
  }
}
