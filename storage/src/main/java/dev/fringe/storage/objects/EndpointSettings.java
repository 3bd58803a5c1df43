package dev.fringe.storage.objects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.net.URI;
import java.util.Objects;

/**
 * How the addresses under a prefix are reached. It holds no secret, only where secrets are found by
 * the process that needs them, so it may stand in a settings file and travel to workers. Empty
 * texts mean the default; with nothing set, {@code s3://bucket/key} is AWS as its own tools see it.
 *
 * @param prefix the addresses it applies to, part by part; the longest that fits wins: {@code
 *     s3://bucket}, {@code s3://host:port/}, {@code davs://host/folder}, or all of a scheme: {@code
 *     s3://}
 * @param endpoint of S3: {@code https://host:port}; by default AWS, or the address' own host
 * @param region of S3; by default the environment's, or us-east-1
 * @param pathStyle whether S3 buckets stand in the path rather than in the host's name; by default
 *     true for an endpoint of one's own, false for AWS
 * @param profile of S3: whose credentials of {@code ~/.aws}; by default the usual chain
 *     (environment, web identity, profile, container, instance)
 * @param anonymous whether requests to S3 are not signed, for public buckets
 * @param tokenFile of WebDAV: holds the bearer token; read anew when it changes
 * @param tokenEnv of WebDAV: the environment variable that holds the bearer token
 * @param caFile certificates in PEM that are trusted besides the system's
 * @param plainHttp whether {@code http://} and {@code dav://} may leave this machine
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record EndpointSettings(
    String prefix,
    String endpoint,
    String region,
    Boolean pathStyle,
    String profile,
    boolean anonymous,
    String tokenFile,
    String tokenEnv,
    String caFile,
    boolean plainHttp)
    implements Serializable {

  @JsonCreator
  public EndpointSettings(
      @JsonProperty("prefix") String prefix,
      @JsonProperty("endpoint") String endpoint,
      @JsonProperty("region") String region,
      @JsonProperty("pathStyle") Boolean pathStyle,
      @JsonProperty("profile") String profile,
      @JsonProperty("anonymous") boolean anonymous,
      @JsonProperty("tokenFile") String tokenFile,
      @JsonProperty("tokenEnv") String tokenEnv,
      @JsonProperty("caFile") String caFile,
      @JsonProperty("plainHttp") boolean plainHttp) {
    this.prefix = Objects.requireNonNullElse(prefix, "");
    this.endpoint = Objects.requireNonNullElse(endpoint, "");
    this.region = Objects.requireNonNullElse(region, "");
    this.profile = Objects.requireNonNullElse(profile, "");
    this.anonymous = anonymous;
    this.tokenFile = Objects.requireNonNullElse(tokenFile, "");
    this.tokenEnv = Objects.requireNonNullElse(tokenEnv, "");
    this.caFile = Objects.requireNonNullElse(caFile, "");
    this.plainHttp = plainHttp;
    if (this.prefix.isBlank()) {
      throw new IllegalArgumentException(
          "an endpoint has no prefix; it says which addresses it is for, such as s3://bucket/");
    }
    if (!isWholeScheme(this.prefix)) {
      Location.parse(this.prefix);
    }
    URI own = this.endpoint.isEmpty() ? URI.create("https://aws") : URI.create(this.endpoint);
    if (own.getHost() == null
        || own.getRawUserInfo() != null
        || !("https".equals(own.getScheme()) || "http".equals(own.getScheme()))) {
      throw new IllegalArgumentException(
          "the endpoint of %s is not https://host:port".formatted(this.prefix));
    }
    if ("http".equals(own.getScheme()) && !plainHttp && !Loopback.is(own)) {
      throw new IllegalArgumentException(
          "the endpoint of %s, %s, is not encrypted; use https://, or set plainHttp: true"
              .formatted(this.prefix, this.endpoint));
    }
    if (!this.tokenFile.isEmpty() && !this.tokenEnv.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has both a tokenFile and a tokenEnv; one is needed".formatted(this.prefix));
    }
    boolean elsewhere =
        !this.endpoint.isEmpty()
            || (!isWholeScheme(this.prefix) && Location.parse(this.prefix).uri().getPort() > 0);
    this.pathStyle = Objects.requireNonNullElse(pathStyle, elsewhere);
  }

  /** The defaults for the addresses under a prefix. */
  public static EndpointSettings of(String prefix) {
    return new EndpointSettings(prefix, "", "", null, "", false, "", "", "", false);
  }

  public EndpointSettings withEndpoint(URI endpoint) {
    return new EndpointSettings(
        prefix,
        endpoint.toString(),
        region,
        null,
        profile,
        anonymous,
        tokenFile,
        tokenEnv,
        caFile,
        plainHttp);
  }

  public EndpointSettings withTokenFile(String tokenFile) {
    return new EndpointSettings(
        prefix, endpoint, region, pathStyle, profile, anonymous, tokenFile, "", caFile, plainHttp);
  }

  public EndpointSettings withCaFile(String caFile) {
    return new EndpointSettings(
        prefix, endpoint, region, pathStyle, profile, anonymous, tokenFile, tokenEnv, caFile,
        plainHttp);
  }

  /** Whether it is for this address. */
  public boolean appliesTo(Location address) {
    if (isWholeScheme(prefix)) {
      return address.toString().startsWith(prefix);
    }
    Location own = Location.parse(prefix);
    return own.equals(address) || own.contains(address);
  }

  private static boolean isWholeScheme(String prefix) {
    return prefix.matches("(s3|davs|dav|https|http)://");
  }
}
