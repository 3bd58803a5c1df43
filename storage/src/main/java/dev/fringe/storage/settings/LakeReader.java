package dev.fringe.storage.settings;

import dev.fringe.storage.lake.RseExpression;
import dev.fringe.yaml.Suggestion;
import java.util.List;
import java.util.Optional;

/** Reads one of the lakes. */
final class LakeReader {

  private static final List<String> TYPES = List.of("local", "rucio");
  private static final String ACCOUNT = "[a-z0-9_-]{1,25}";

  private final Section lake;
  private final Values values;

  private LakeReader(Section lake, Values values) {
    this.lake = lake;
    this.values = values;
  }

  static Optional<LakeSettings> read(Section lake, Values values) {
    return new LakeReader(lake, values).read();
  }

  private Optional<LakeSettings> read() {
    Optional<String> type = lake.required("type", "one of " + String.join(", ", TYPES));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    return switch (type.get()) {
      case "local" -> local();
      case "rucio" -> rucio();
      default -> {
        lake.refuse(
            "type",
            "\"%s\" is no kind of lake%s: write one of %s"
                .formatted(
                    type.get(), Suggestion.question(type.get(), TYPES), String.join(", ", TYPES)));
        yield Optional.empty();
      }
    };
  }

  private Optional<LakeSettings> local() {
    Optional<String> path = lake.required("path", "the lake's folder");
    lake.end();
    return path.map(text -> new LocalLake(values.path(text)));
  }

  private Optional<LakeSettings> rucio() {
    boolean plainHttp = lake.flag("plainHttp").orElse(false);
    Optional<String> url =
        values.server(
            lake, "url", lake.required("url", "the address of Rucio's REST server"), plainHttp);
    Optional<String> authUrl = values.server(lake, "authUrl", lake.text("authUrl"), plainHttp);
    Optional<String> account = lake.required("account", "the Rucio account to act as");
    account
        .filter(text -> !text.matches(ACCOUNT))
        .ifPresent(
            _ -> lake.refuse("account", "is not 1 to 25 of a-z, 0-9, _ and -, as accounts are"));
    Optional<Section> auth = lake.section("auth");
    Optional<SignIn> signIn = auth.flatMap(section -> SignInReader.read(section, values));
    if (auth.isEmpty()) {
      lake.refuse("auth", "is needed: how to sign in, such as " + SignInReader.EXAMPLE);
    }
    List<String> prefer = lake.texts("prefer");
    prefer.forEach(expression -> checkExpression("prefer", expression));
    Optional<String> upload = lake.text("upload");
    upload.ifPresent(expression -> checkExpression("upload", expression));
    String caFile = values.file(lake, "caFile");
    lake.end();
    if (url.isEmpty() || account.isEmpty() || signIn.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RucioLake(
            url.get(),
            authUrl.orElse(url.get()),
            account.get(),
            signIn.get(),
            plainHttp,
            caFile,
            prefer,
            upload.orElse("")));
  }

  private void checkExpression(String field, String expression) {
    try {
      RseExpression.parse(expression);
    } catch (IllegalArgumentException wrong) {
      lake.refuse(field, wrong.getMessage());
    }
  }
}
