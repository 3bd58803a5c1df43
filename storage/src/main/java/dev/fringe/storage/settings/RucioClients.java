package dev.fringe.storage.settings;

import dev.fringe.rucio.RucioClient;
import dev.fringe.rucio.RucioClientBuilder;
import dev.fringe.rucio.auth.Credentials;
import dev.fringe.rucio.secret.SecretSource;
import java.net.URI;
import java.nio.file.Path;

/** Makes clients of Rucio from settings; secrets are read when they are first needed. */
public final class RucioClients {

  private RucioClients() {}

  public static RucioClient open(RucioLake lake) {
    RucioClientBuilder builder =
        RucioClient.at(URI.create(lake.url()))
            .authServer(URI.create(lake.authUrl()))
            .account(lake.account())
            .signIn(credentials(lake.signIn()));
    if (lake.plainHttp()) {
      builder.allowPlain();
    }
    if (!lake.caFile().isEmpty()) {
      builder.trusting(Path.of(lake.caFile()));
    }
    return builder.open();
  }

  private static Credentials credentials(SignIn signIn) {
    return switch (signIn) {
      case SignIn.UserPass user ->
          new Credentials.UserPassword(
              user.username(), secret(user.passwordFile(), user.passwordEnv()));
      case SignIn.X509 x509 ->
          new Credentials.X509(Path.of(x509.certificate()), Path.of(x509.key()));
      case SignIn.Oidc oidc -> new Credentials.OidcTokenFile(Path.of(oidc.tokenFile()));
      case SignIn.ClientCredentials client ->
          new Credentials.OidcClient(
              URI.create(client.issuer()),
              client.clientId(),
              secret(client.clientSecretFile(), client.clientSecretEnv()),
              client.scope(),
              client.audience());
    };
  }

  private static SecretSource secret(String file, String variable) {
    return file.isEmpty() ? SecretSource.environment(variable) : SecretSource.file(Path.of(file));
  }
}
