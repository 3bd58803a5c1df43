package dev.fringe.rucio;

import dev.fringe.rucio.auth.ClientCertificate;
import dev.fringe.rucio.auth.Credentials;
import dev.fringe.rucio.auth.SignIns;
import dev.fringe.rucio.http.CallListener;
import dev.fringe.rucio.http.RetryPolicy;
import dev.fringe.rucio.http.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Sets up a {@link RucioClient}. */
public final class RucioClientBuilder {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  private final URI server;
  private Optional<URI> authServer = Optional.empty();
  private String account = "";
  private Optional<Credentials> credentials = Optional.empty();
  private Optional<Path> authorities = Optional.empty();
  private boolean plainAllowed;
  private RetryPolicy retries = RetryPolicy.DEFAULT;
  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration readTimeout = Duration.ofSeconds(60);
  private int mostAtOnce = 8;
  private int batchSize = 500;
  private CallListener listener = CallListener.NONE;
  private Clock clock = Clock.systemUTC();

  RucioClientBuilder(URI server) {
    this.server = server;
  }

  /** Where to sign in, if that is another server. */
  public RucioClientBuilder authServer(URI address) {
    authServer = Optional.of(address);
    return this;
  }

  /** The account to act as; the identity's only one where none is named. */
  public RucioClientBuilder account(String name) {
    if (!name.isEmpty() && !name.matches("[a-z0-9_-]{1,25}")) {
      throw new IllegalArgumentException(
          "account '%s' should be 1 to 25 of a-z 0-9 _ -".formatted(name));
    }
    account = name;
    return this;
  }

  public RucioClientBuilder signIn(Credentials with) {
    credentials = Optional.of(with);
    return this;
  }

  /** A PEM file of authorities to trust besides the platform's. */
  public RucioClientBuilder trusting(Path pem) {
    authorities = Optional.of(pem);
    return this;
  }

  /** Allows plain http to other machines: passwords and tokens can then be read on the way. */
  public RucioClientBuilder allowPlain() {
    plainAllowed = true;
    return this;
  }

  public RucioClientBuilder retries(RetryPolicy policy) {
    retries = policy;
    return this;
  }

  /** How long to wait for a connection, and for bytes on one; 10 s and 60 s. */
  public RucioClientBuilder timeouts(Duration connect, Duration read) {
    connectTimeout = connect;
    readTimeout = read;
    return this;
  }

  /** How many requests may be under way at once; 8. */
  public RucioClientBuilder mostAtOnce(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException("mostAtOnce %d should be 1 or more".formatted(requests));
    }
    mostAtOnce = requests;
    return this;
  }

  /** How many DIDs go into one call; 500. */
  public RucioClientBuilder batchSize(int dids) {
    if (dids < 1 || dids > 5000) {
      throw new IllegalArgumentException("batchSize %d should be 1 to 5000".formatted(dids));
    }
    batchSize = dids;
    return this;
  }

  /** Told of every request, such as a {@link dev.fringe.rucio.http.CallCounter}. */
  public RucioClientBuilder listener(CallListener told) {
    listener = told;
    return this;
  }

  public RucioClientBuilder clock(Clock time) {
    clock = time;
    return this;
  }

  /** Checks the settings; signs in with the first call. */
  public RucioClient open() {
    final Credentials given =
        credentials.orElseThrow(
            () -> new IllegalArgumentException("credentials to sign in with should be given"));
    final HttpUrl base = checked(server);
    final HttpUrl auth = checked(authServer.orElse(server));
    final Optional<Credentials.X509> own =
        given instanceof Credentials.X509 x509 ? Optional.of(x509) : Optional.empty();
    final OkHttpClient http =
        ClientCertificate.with(
            new OkHttpClient.Builder()
                .connectTimeout(connectTimeout)
                .readTimeout(readTimeout)
                .writeTimeout(readTimeout)
                // Retries are this client's own, which knows what may be repeated.
                .retryOnConnectionFailure(false)
                // The token would be sent along to wherever a redirect points.
                .followRedirects(false)
                .followSslRedirects(false)
                .build(),
            authorities,
            own);
    final SignIns signIns =
        new SignIns(http, auth, account, this::mayCarrySecrets, retries, listener, clock);
    final Transport transport =
        new Transport(http, base, signIns.session(given), retries, listener, mostAtOnce);
    return new RucioClient(http, transport, new Batches(batchSize), account);
  }

  private HttpUrl checked(URI address) {
    final HttpUrl url = HttpUrl.parse(address.toString());
    if (url == null || url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException(
          "server '%s' should be https://HOST[:PORT][/PATH]".formatted(redacted(address)));
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          "server '%s' should not hold a user or password".formatted(redacted(address)));
    }
    if (!mayCarrySecrets(url)) {
      throw new IllegalArgumentException(
          "server '%s' should be https: plain http would show passwords and tokens"
              .formatted(address));
    }
    return url;
  }

  private boolean mayCarrySecrets(HttpUrl url) {
    return url.isHttps() || plainAllowed || LOOPBACK.contains(url.host());
  }

  private static String redacted(URI address) {
    return address.getScheme() + "://" + address.getHost();
  }
}
