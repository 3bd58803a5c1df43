package dev.fringe.storage.settings;

import dev.fringe.storage.objects.EndpointSettings;
import java.util.Optional;

/** Reads how the addresses under a prefix are reached. */
final class EndpointReader {

  private EndpointReader() {}

  /** The endpoint; empty, with a fault, if it is none. */
  static Optional<EndpointSettings> read(Section section, Values values) {
    boolean plainHttp = section.flag("plainHttp").orElse(false);
    Optional<String> prefix =
        section.required("prefix", "the addresses that this is for, such as s3://bucket/");
    Optional<String> endpoint = section.text("endpoint");
    Optional<String> server = values.server(section, "endpoint", endpoint, plainHttp);
    String region = section.text("region").orElse("");
    Optional<Boolean> pathStyle = section.flag("pathStyle");
    String profile = section.text("profile").orElse("");
    boolean anonymous = section.flag("anonymous").orElse(false);
    String tokenFile = values.file(section, "tokenFile");
    String tokenEnv = section.text("tokenEnv").orElse("");
    String caFile = values.file(section, "caFile");
    section.end();
    if (prefix.isEmpty() || server.isPresent() != endpoint.isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new EndpointSettings(
              prefix.get(),
              server.orElse(""),
              region,
              pathStyle.orElse(null),
              profile,
              anonymous,
              tokenFile,
              tokenEnv,
              caFile,
              plainHttp));
    } catch (IllegalArgumentException wrong) {
      section.refuse("prefix", wrong.getMessage());
      return Optional.empty();
    }
  }
}
