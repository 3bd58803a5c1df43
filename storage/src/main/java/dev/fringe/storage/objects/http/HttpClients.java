package dev.fringe.storage.objects.http;

import dev.fringe.storage.objects.EndpointSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;

/** The client of an endpoint. */
public final class HttpClients {
  private static final int IDLE_CONNECTIONS = 32;

  private HttpClients() {}

  /**
   * A client that trusts the settings' certificates too. Parallel ranges want a connection each, so
   * it speaks HTTP/1.1.
   */
  public static OkHttpClient of(EndpointSettings settings, Retries retries) throws IOException {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .socketFactory(new LongReads())
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
            .connectTimeout(Duration.ofSeconds(10))
            .readTimeout(retries.silence())
            .writeTimeout(retries.silence())
            .followSslRedirects(false);
    if (!settings.caFile().isEmpty()) {
      HandshakeCertificates trusted = trusted(Path.of(settings.caFile()));
      builder.sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
    }
    return builder.build();
  }

  /** Ends a client's connections. */
  public static void close(OkHttpClient client) {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private static HandshakeCertificates trusted(Path caFile) throws IOException {
    HandshakeCertificates.Builder builder =
        new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
    try (InputStream in = Files.newInputStream(caFile)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        builder.addTrustedCertificate((X509Certificate) each);
      }
    } catch (CertificateException e) {
      throw new IOException(
          "the caFile %s holds no certificates in PEM: %s".formatted(caFile, e.getMessage()), e);
    }
    return builder.build();
  }
}
