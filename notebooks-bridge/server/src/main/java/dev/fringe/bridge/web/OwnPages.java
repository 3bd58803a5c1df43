package dev.fringe.bridge.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells requests of this service's own pages, and of programs, from those that another site's page
 * has somebody's browser send: to a laptop's service nobody signs in, so the browser's word is all
 * there is.
 */
public final class OwnPages {

  private static final Pattern LITERAL =
      Pattern.compile("localhost|[0-9.]+|\\[[0-9a-f:.]+\\]", Pattern.CASE_INSENSITIVE);

  private OwnPages() {}

  /**
   * Refuses what other sites' pages send.
   *
   * @param base where the service is seen from outside
   */
  public static void require(Context context, String base) {
    String origin = context.header("Origin");
    String host = context.host() == null ? "" : context.host();
    if (origin != null && !origin.equals(originOf(base)) && !isSame(origin, host)) {
      throw new ProblemException(403, "pages of another site may not change anything here");
    }
    String site = context.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw new ProblemException(403, "pages of another site may not change anything here");
    }
  }

  /** A name that somebody else's DNS may have pointed here is not taken for ours. */
  private static boolean isSame(String origin, String host) {
    String authority = origin.replaceFirst("^https?://", "").toLowerCase(Locale.ROOT);
    return authority.equals(host.toLowerCase(Locale.ROOT))
        && LITERAL.matcher(authority.replaceFirst(":[0-9]+$", "")).matches();
  }

  private static String originOf(String base) {
    URI uri = URI.create(base);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
