package dev.fringe.bridge.access;

import dev.fringe.bridge.catalogue.Column;
import dev.fringe.bridge.catalogue.Product;
import dev.fringe.storage.settings.CollectionRule;
import dev.fringe.storage.settings.ServeSettings;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides who may have a product's bytes. What is public is everybody's; what is under embargo, or
 * in a collection for members only, is for the collection's groups and for those who may read
 * everything. That a product exists, and its metadata, is no secret: only its bytes, and what is
 * made of them, are.
 */
public final class Access {

  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

  private final ServeSettings settings;
  private final Set<String> readers;
  private final Optional<Function<String, Visitor>> tokens;
  private final Clock clock;

  private Access(ServeSettings settings, Optional<Function<String, Visitor>> tokens, Clock clock) {
    this.settings = settings;
    this.readers = plain(settings.signIn().readAll());
    this.tokens = tokens;
    this.clock = clock;
  }

  /** As the settings say. */
  public static Access of(ServeSettings settings, Clock clock) {
    return new Access(
        settings,
        settings.signIn().isSet()
            ? Optional.of(Tokens.of(settings.signIn(), clock)::visitor)
            : Optional.empty(),
        clock);
  }

  /** Whether everybody may have everything, as nobody can be told apart. */
  public boolean isOpen() {
    return tokens.isEmpty();
  }

  /** The issuer of tokens; empty for none. */
  public String issuer() {
    return settings.signIn().issuer();
  }

  /** Whether people may sign in from the page. */
  boolean isSignInFromPage() {
    return settings.signIn().page().isSet();
  }

  /** Collections that are for members only. */
  public List<String> closedCollections() {
    return settings.collections().entrySet().stream()
        .filter(entry -> entry.getValue().membersOnly())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Who sent an {@code Authorization} header.
   *
   * @throws AccessException if it isn't valid
   */
  public Visitor visitor(Optional<String> authorization) {
    if (authorization.isEmpty() || isOpen()) {
      return Visitor.ANONYMOUS;
    }
    Matcher matcher = BEARER.matcher(authorization.get().strip());
    if (!matcher.matches()) {
      throw AccessException.badToken(
          "the Authorization header is none of the kind that is taken here: Bearer TOKEN", null);
    }
    return tokens.get().apply(matcher.group(1));
  }

  /** Whether somebody may have a product's bytes now. */
  public Decision decide(Visitor visitor, Product product) {
    if (isFree(product) || mayAsMember(visitor, product)) {
      return Decision.GRANTED;
    }
    return visitor.isKnown() ? Decision.REFUSED : Decision.SIGN_IN;
  }

  public boolean mayRead(Visitor visitor, Product product) {
    return decide(visitor, product) == Decision.GRANTED;
  }

  /** Whether somebody unknown may have a product's bytes now. */
  public boolean isFree(Product product) {
    return isOpen() || isPublic(product);
  }

  /** Whether a product is for everybody, wherever people are told apart. */
  public boolean isPublic(Product product) {
    return product.isPublic(clock.instant()) && !rule(product).membersOnly();
  }

  /**
   * Lets somebody through who may have a product's bytes.
   *
   * @throws AccessException if they may not
   */
  public void require(Visitor visitor, Product product) {
    switch (decide(visitor, product)) {
      case GRANTED -> {}
      case SIGN_IN -> throw AccessException.signIn(why(product) + "; sign in, and send a token");
      case REFUSED -> throw AccessException.refused(why(product) + ", and none of your groups may");
    }
  }

  /** Who may have workflows run. */
  public RunRights runs() {
    return new RunRights(isOpen(), settings.workflows());
  }

  private String why(Product product) {
    return rule(product).membersOnly()
        ? product.did() + " is for members of its collection only"
        : "%s is not public before %s"
            .formatted(product.did(), product.release().map(Object::toString).orElse("-"));
  }

  private boolean mayAsMember(Visitor visitor, Product product) {
    return visitor.isInAny(readers) || visitor.isInAny(plain(rule(product).groups()));
  }

  private CollectionRule rule(Product product) {
    return settings
        .collections()
        .getOrDefault(product.text(Column.OBS_COLLECTION), CollectionRule.USUAL);
  }

  /** Issuers write groups with a slash at the beginning, or without. */
  static Set<String> plain(Collection<String> groups) {
    return groups.stream()
        .map(group -> group.startsWith("/") ? group.substring(1) : group)
        .collect(Collectors.toUnmodifiableSet());
  }
}
