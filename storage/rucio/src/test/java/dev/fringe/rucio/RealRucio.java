package dev.fringe.rucio;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fringe.rucio.auth.Credentials;
import dev.fringe.rucio.model.RucioDid;
import dev.fringe.rucio.secret.SecretSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;

/** The server that {@code .ci/rucio-up} starts. Its names are shared: each test makes its own. */
final class RealRucio {

  private RealRucio() {}

  static String setting(String name) {
    final String value = System.getenv(name);
    assumeTrue(
        value != null && !value.isBlank(),
        "skipped: no Rucio server; .ci/rucio-up starts one (" + name + " is not set)");
    return value;
  }

  static Credentials password() {
    return new Credentials.UserPassword(
        setting("FRINGE_TEST_RUCIO_USERNAME"),
        SecretSource.file(Path.of(setting("FRINGE_TEST_RUCIO_PASSWORD_FILE"))));
  }

  static RucioClientBuilder client() {
    return RucioClient.at(URI.create(setting("FRINGE_TEST_RUCIO")))
        .account(setting("FRINGE_TEST_RUCIO_ACCOUNT"))
        .signIn(password());
  }

  /** A client at the issuer whose tokens the server takes. */
  static Credentials oidcClient(SecretSource secret) {
    return new Credentials.OidcClient(
        URI.create(setting("FRINGE_TEST_RUCIO_ISSUER")), "fringe", secret, "openid profile", "");
  }

  /** Somebody who is not an administrator. */
  static RucioClientBuilder astronomer() {
    return RucioClient.at(URI.create(setting("FRINGE_TEST_RUCIO")))
        .account("astronomer")
        .signIn(
            new Credentials.UserPassword(
                "astronomer",
                SecretSource.file(Path.of(setting("FRINGE_TEST_RUCIO_ASTRONOMER_PASSWORD_FILE")))));
  }

  /** A name that nobody else uses. */
  static RucioDid fresh(String what) {
    return RucioDid.of("test", "client/" + UUID.randomUUID() + "/" + what);
  }
}
