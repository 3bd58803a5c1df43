package dev.fringe.rucio.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** TLS from PEM files: whom to trust, and who one is. */
public final class ClientCertificate {

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", Pattern.DOTALL);
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----.+?-----END PRIVATE KEY-----", Pattern.DOTALL);

  private ClientCertificate() {}

  /**
   * The client with these certificates.
   *
   * @param authorities a PEM file of authorities to trust besides the platform's
   * @param own the client's own certificate
   */
  public static OkHttpClient with(
      OkHttpClient http, Optional<Path> authorities, Optional<Credentials.X509> own) {
    if (authorities.isEmpty() && own.isEmpty()) {
      return http;
    }
    final HandshakeCertificates.Builder tls =
        new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
    authorities.ifPresent(file -> certificates(file).forEach(tls::addTrustedCertificate));
    own.ifPresent(
        x509 -> {
          final List<X509Certificate> chain = certificates(x509.certificate());
          final HeldCertificate held =
              HeldCertificate.decode(Certificates.certificatePem(chain.getFirst()) + key(x509));
          tls.heldCertificate(held, chain.subList(1, chain.size()).toArray(X509Certificate[]::new));
        });
    final HandshakeCertificates certificates = tls.build();
    return http.newBuilder()
        .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
        .build();
  }

  private static List<X509Certificate> certificates(Path file) {
    final List<X509Certificate> found = new ArrayList<>();
    final Matcher blocks = CERTIFICATE.matcher(read(file));
    while (blocks.find()) {
      found.add(Certificates.decodeCertificatePem(blocks.group()));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          file + " holds no certificate; it should have a BEGIN CERTIFICATE block");
    }
    return found;
  }

  private static String key(Credentials.X509 x509) {
    final Matcher block = KEY.matcher(read(x509.key()));
    if (!block.find()) {
      throw new IllegalArgumentException(
          x509.key()
              + " holds no unencrypted PKCS#8 key (BEGIN PRIVATE KEY);"
              + " openssl pkcs8 -topk8 -nocrypt makes one");
    }
    return block.group();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
