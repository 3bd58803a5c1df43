package dev.fringe.rucio;

import dev.fringe.rucio.http.RucioRequest;
import dev.fringe.rucio.http.Transport;
import java.net.URI;
import okhttp3.OkHttpClient;

/**
 * A client of one Rucio server, for one account. Safe for use by many threads; made by {@link #at}.
 *
 * <pre>{@code
 * try (RucioClient rucio = RucioClient.at(URI.create("https://rucio.example"))
 *     .account("astronomer")
 *     .signIn(new Credentials.UserPassword("me", SecretSource.file(passwordFile)))
 *     .open()) {
 *   rucio.rses().list("tier=1");
 * }
 * }</pre>
 *
 * <p>Calls throw a {@link dev.fringe.rucio.error.RucioException}. Those that may be repeated are,
 * with growing pauses, when the connection is lost or the server is in trouble.
 */
public final class RucioClient implements AutoCloseable {

  private final OkHttpClient http;
  private final Transport transport;
  private final String account;
  private final Rses rses;
  private final Dids dids;
  private final Datasets datasets;
  private final Replicas replicas;
  private final Metadata metadata;
  private final Rules rules;
  private final Accounts accounts;
  private final SignedUrls signedUrls;

  RucioClient(OkHttpClient http, Transport transport, Batches batches, String account) {
    this.http = http;
    this.transport = transport;
    this.account = account;
    this.rses = new Rses(transport);
    this.dids = new Dids(transport, batches);
    this.datasets = new Datasets(transport);
    this.replicas = new Replicas(transport, batches);
    this.metadata = new Metadata(transport, batches);
    this.rules = new Rules(transport);
    this.accounts = new Accounts(transport);
    this.signedUrls = new SignedUrls(transport);
  }

  /**
   * A client to be set up for the server at this address.
   *
   * @param server https; http only for the loopback, unless {@link RucioClientBuilder#allowPlain}
   */
  public static RucioClientBuilder at(URI server) {
    return new RucioClientBuilder(server);
  }

  public Rses rses() {
    return rses;
  }

  public Dids dids() {
    return dids;
  }

  public Datasets datasets() {
    return datasets;
  }

  public Replicas replicas() {
    return replicas;
  }

  public Metadata metadata() {
    return metadata;
  }

  public Rules rules() {
    return rules;
  }

  public Accounts accounts() {
    return accounts;
  }

  public SignedUrls signedUrls() {
    return signedUrls;
  }

  /** The account that was named when signing in; empty where the server chose. */
  public String account() {
    return account;
  }

  /** The server's version. */
  public String ping() {
    return Json.required(transport.json(RucioRequest.get("/ping")), "version");
  }

  @Override
  public String toString() {
    return "Rucio client of account '%s'".formatted(account);
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
