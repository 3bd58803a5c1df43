package dev.fringe.storage.settings;

import dev.fringe.storage.objects.Loopback;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code serve}. */
final class ServeReader {

  private static final Pattern MINUTES = Pattern.compile("(\\d{1,4}) ?min");

  private final Values values;

  private ServeReader(Values values) {
    this.values = values;
  }

  static ServeSettings read(Section section, Values values) {
    return new ServeReader(values).settings(section);
  }

  private ServeSettings settings(Section section) {
    ServeSettings standard = ServeSettings.standard();
    ServeSettings settings =
        new ServeSettings(
            section.section("signIn").map(this::issuer).orElseGet(TokenIssuer::none),
            section.section("collections").map(this::collections).orElse(Map.of()),
            section
                .section("workflows")
                .map(ServeReader::workflows)
                .orElseGet(WorkflowRules::standard),
            count(section, "requestsPerMinute", 0),
            section
                .text("largestCutout")
                .map(text -> size(section, text))
                .orElse(standard.largestCutout()),
            section.section("tls").map(this::tls).orElse(ServeSettings.Tls.NONE),
            section.flag("behindGateway").orElse(false),
            section
                .section("index")
                .map(index -> IndexReader.read(index, values))
                .orElseGet(IndexSettings::embedded),
            section.section("redirects").map(this::redirects).orElseGet(Redirects::none));
    if (!settings.signIn().isSet() && !settings.collections().isEmpty()) {
      section.refuse(
          "collections", "nobody can be told apart without signIn: say whose tokens are taken");
    }
    if (!settings.signIn().isSet() && isForSome(settings.workflows())) {
      section.refuse(
          "workflows", "nobody can be told apart without signIn: say whose tokens are taken");
    }
    section.end();
    return settings;
  }

  private static boolean isForSome(WorkflowRules rules) {
    return !rules.submit().isEmpty() || !rules.see().isEmpty() || !rules.cancel().isEmpty();
  }

  private static WorkflowRules workflows(Section section) {
    WorkflowRules standard = WorkflowRules.standard();
    WorkflowRules rules =
        new WorkflowRules(
            section.texts("submit"),
            section.texts("see"),
            section.texts("cancel"),
            count(section, "keepDays", standard.keepDays()),
            count(section, "keepRuns", standard.keepRuns()));
    section.end();
    return rules;
  }

  private TokenIssuer issuer(Section section) {
    String issuer =
        section
            .required("issuer", "the address that signs tokens, as it stands in them")
            .map(text -> address(section, "issuer", text))
            .orElse("");
    List<String> audience = section.texts("audience");
    if (audience.isEmpty()) {
      section.refuse(
          "audience",
          "must list whom tokens are meant for, such as [\"https://fringe.example.org\"]:"
              + " tokens for other services are no good here");
    }
    List<String> claims = section.texts("groupClaims");
    TokenIssuer read =
        new TokenIssuer(
            issuer,
            audience,
            section.text("keys").map(text -> address(section, "keys", text)).orElse(""),
            claims.isEmpty() ? TokenIssuer.USUAL_CLAIMS : claims,
            section.texts("readAll"),
            section.section("page").map(ServeReader::page).orElse(PageSignIn.NONE));
    section.end();
    return read;
  }

  private static PageSignIn page(Section section) {
    String client =
        section
            .required("client", "as which the issuer knows the page: a public client")
            .orElse("");
    List<String> scopes = section.texts("scopes");
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : section.texts("parameters")) {
      int sign = parameter.indexOf('=');
      if (sign < 1) {
        section.refuse(
            "parameters", "\"%s\" is no NAME=VALUE such as audience=fringe".formatted(parameter));
      } else {
        parameters.put(parameter.substring(0, sign), parameter.substring(sign + 1));
      }
    }
    section.end();
    return new PageSignIn(client, scopes.isEmpty() ? PageSignIn.USUAL_SCOPES : scopes, parameters);
  }

  /** Keys that come over an open line may be anybody's. */
  private static String address(Section section, String field, String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && Loopback.is(uri)))) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    section.refuse(
        field, "\"" + text + "\" is no address that can be trusted: write https://HOST/...");
    return "";
  }

  private Map<String, CollectionRule> collections(Section section) {
    Map<String, CollectionRule> rules = new LinkedHashMap<>();
    section
        .named()
        .forEach(
            (name, rule) -> {
              rules.put(
                  name,
                  new CollectionRule(rule.texts("groups"), rule.flag("membersOnly").orElse(false)));
              rule.end();
            });
    return rules;
  }

  private ServeSettings.Tls tls(Section section) {
    Optional<String> certificate =
        section.required("certificate", "a PEM file with the chain, the server's own first");
    Optional<String> key = section.required("key", "a PEM file with the key, PKCS #8");
    section.end();
    return certificate.isPresent() && key.isPresent()
        ? new ServeSettings.Tls(values.path(certificate.get()), values.path(key.get()))
        : ServeSettings.Tls.NONE;
  }

  private Redirects redirects(Section section) {
    Duration lifetime =
        section.text("lifetime").map(text -> lifetime(section, text)).orElse(Redirects.USUAL);
    String endpoint =
        values.server(section, "endpoint", section.text("endpoint"), false).orElse("");
    section.end();
    return new Redirects(true, lifetime, endpoint);
  }

  private static Duration lifetime(Section section, String text) {
    Matcher matcher = MINUTES.matcher(text);
    Duration lifetime =
        matcher.matches() ? Duration.ofMinutes(Long.parseLong(matcher.group(1))) : Duration.ZERO;
    if (lifetime.isZero() || lifetime.compareTo(Redirects.LONGEST) > 0) {
      section.refuse("lifetime", "\"" + text + "\" is not 1 min to 60 min");
      return Redirects.USUAL;
    }
    return lifetime;
  }

  private static int count(Section section, String field, int standard) {
    Optional<String> text = section.text(field);
    if (text.isPresent() && !text.get().matches("[1-9]\\d{0,6}")) {
      section.refuse(field, "\"" + text.get() + "\" is not 1 to 9999999");
      return standard;
    }
    return text.map(Integer::parseInt).orElse(standard);
  }

  private static long size(Section section, String text) {
    Optional<Long> bytes = ByteSize.parse(text);
    if (bytes.isEmpty()) {
      section.refuse(
          "largestCutout", "\"%s\" is no size: write %s".formatted(text, ByteSize.WHAT_IS_RIGHT));
    }
    return bytes.orElse(1L);
  }
}
