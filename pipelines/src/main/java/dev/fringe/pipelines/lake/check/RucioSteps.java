package dev.fringe.pipelines.lake.check;

import dev.fringe.rucio.RucioClient;
import dev.fringe.rucio.error.RefusalKind;
import dev.fringe.rucio.error.RucioException;
import dev.fringe.rucio.error.RucioRefusal;
import dev.fringe.storage.settings.RucioClients;
import dev.fringe.storage.settings.RucioLake;
import dev.fringe.storage.settings.SignIn;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A lake that Rucio keeps: server, sign-in, account, and then its RSEs. */
final class RucioSteps {

  private final RucioLake lake;
  private final ObjectProbe probe;
  private final Consumer<Finding> found;

  RucioSteps(RucioLake lake, ObjectProbe probe, Consumer<Finding> found) {
    this.lake = lake;
    this.probe = probe;
    this.found = found;
  }

  void run() {
    secrets();
    if (!server("server", lake.url())
        || (!lake.authUrl().equals(lake.url()) && !server("sign-in", lake.authUrl()))) {
      return;
    }
    try (RucioClient rucio = RucioClients.open(lake)) {
      if (!signsIn(rucio)) {
        return;
      }
      scopes(rucio);
      new RseSteps(rucio, account(rucio), probe, found).run(lake.prefer(), lake.upload());
    } catch (RucioException failure) {
      found.accept(Finding.fail("Rucio", failure.getMessage(), "tell the server's operators"));
    } catch (RuntimeException failure) {
      found.accept(Finding.fail("Rucio", Cause.of(failure), "check the settings"));
    }
  }

  private boolean server(String step, String url) {
    return new ServerProbe(step, URI.create(url), lake.caFile(), Clock.systemUTC(), found)
        .examine();
  }

  private void secrets() {
    switch (lake.signIn()) {
      case SignIn.UserPass user ->
          FileGuard.secret("password", user.passwordFile(), user.passwordEnv(), found);
      case SignIn.X509 x509 -> {
        FileGuard.secret("key", x509.key(), "", found);
        if (!x509.certificate().equals(x509.key())) {
          found.accept(Finding.ok("certificate", x509.certificate()));
        }
      }
      case SignIn.Oidc oidc -> FileGuard.secret("token", oidc.tokenFile(), "", found);
      case SignIn.ClientCredentials client ->
          FileGuard.secret(
              "client secret", client.clientSecretFile(), client.clientSecretEnv(), found);
    }
  }

  private boolean signsIn(RucioClient rucio) {
    try {
      String account = rucio.accounts().whoami();
      if (account.equals(lake.account())) {
        found.accept(Finding.ok("sign-in", "as account " + account));
      } else {
        found.accept(
            Finding.warn(
                "sign-in",
                "the server takes you for %s, the settings say %s"
                    .formatted(account, lake.account()),
                "set account: " + account));
      }
      return true;
    } catch (RucioRefusal refusal) {
      found.accept(
          Finding.fail(
              "sign-in",
              refusal.getMessage(),
              refusal.is(RefusalKind.CANNOT_AUTHENTICATE)
                  ? "check account, user name and secret; is the identity mapped to the account?"
                  : "the identity is known but may not do this: ask the server's operators"));
    } catch (RuntimeException failure) {
      found.accept(Finding.fail("sign-in", Cause.of(failure), "check the auth of this lake"));
    }
    return false;
  }

  private String account(RucioClient rucio) {
    return rucio.accounts().whoami();
  }

  private void scopes(RucioClient rucio) {
    List<String> scopes = new ArrayList<>(rucio.accounts().scopes(account(rucio)));
    found.accept(
        scopes.isEmpty()
            ? Finding.warn(
                "scopes",
                "the account owns no scope: it can read, and not publish",
                "ask the server's operators for one")
            : Finding.ok(
                "scopes",
                "own %s%s"
                    .formatted(
                        scopes.stream().limit(10).collect(Collectors.joining(", ")),
                        scopes.size() > 10 ? ", ..." : "")));
  }
}
