package dev.fringe.bridge.tap;

import dev.fringe.bridge.vo.Parameters;
import dev.fringe.bridge.vo.VoException;
import dev.fringe.bridge.web.Links;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches tables from elsewhere: from addresses of the public network, and from this service
 * itself, whose results may be asked about further. Others would lend whoever asks this machine's
 * place in its network.
 */
final class UploadFetcher {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Links links;
  private final OkHttpClient own;
  private final OkHttpClient foreign;

  UploadFetcher(Links links) {
    this.links = links;
    this.own =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .connectTimeout(PATIENCE)
            .readTimeout(PATIENCE)
            .callTimeout(PATIENCE.multipliedBy(6))
            .build();
    this.foreign = own.newBuilder().dns(UploadFetcher::lookUp).build();
  }

  private static List<InetAddress> lookUp(String host) throws UnknownHostException {
    List<InetAddress> found = Dns.SYSTEM.lookup(host);
    if (!found.stream().allMatch(UploadFetcher::isPublic)) {
      throw new UnknownHostException(host + " is no host of the public network");
    }
    return found;
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean isUniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean isShared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return !(address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isUniqueLocal
        || isShared);
  }

  /** Has a table read from an address. */
  void fetch(String address, Taker taker) throws IOException {
    OkHttpClient client = address.startsWith(links.base() + "/") ? own : foreign;
    try (Response response = client.newCall(new Request.Builder().url(address).build()).execute()) {
      if (!response.isSuccessful()) {
        throw VoException.badRequest(
            "the upload at %s cannot be had: status %d"
                .formatted(Parameters.shown(address), response.code()));
      }
      taker.take(response.body().byteStream());
    } catch (IllegalArgumentException e) {
      throw VoException.badRequest(
          "the upload at %s: that is no address".formatted(Parameters.shown(address)));
    } catch (IOException e) {
      throw VoException.badRequest(
          "the upload at %s cannot be had".formatted(Parameters.shown(address)));
    }
  }

  /** Reads what was fetched. */
  @FunctionalInterface
  interface Taker {
    void take(InputStream in) throws IOException;
  }
}
