package dev.fringe.bridge.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in PEM files, as certificate authorities and cert-manager write them. */
final class Pem {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private Pem() {}

  /**
   * A key store in memory with a chain and its key.
   *
   * @param password of its one entry
   * @throws IOException naming the file that is no good, and nothing of what is in it
   */
  static KeyStore keyStore(Path certificate, Path key, char[] password) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry(
          "server", key(key), password, chain(certificate).toArray(new Certificate[0]));
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "%s and %s are no certificate and its key: %s".formatted(certificate, key, e), e);
    }
  }

  private static List<Certificate> chain(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> chain =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (chain.isEmpty()) {
        throw new IOException(file + " has no certificate: a PEM file with the chain is needed");
      }
      return chain;
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher matcher = KEY.matcher(Files.readString(file));
    if (!matcher.find()) {
      throw new IOException(
          file + " has no unencrypted key in PKCS #8: \"BEGIN PRIVATE KEY\" is looked for");
    }
    PKCS8EncodedKeySpec spec =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException anotherKind) {
        // The next may be it.
      }
    }
    throw new IOException(file + " holds a key of none of the kinds RSA, EC and Ed25519");
  }
}
