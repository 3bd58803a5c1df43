package dev.fringe.rucio.error;

import java.util.regex.Pattern;

/** Text that a server sent, made fit for logs and people. */
public final class ServerText {

  private static final int LONGEST = 400;

  /** Where the text of a database begins; it may hold values of a statement, passwords included. */
  private static final Pattern DATABASE =
      Pattern.compile(
          "(?is)\\(?\\W*(psycopg|sqlalchemy|sqlite3|oracledb|cx_oracle|pymysql|mysql)"
              + "|\\[SQL|\\[parameters|DETAIL:.*|Background on this error");

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?i)(x-rucio-auth-token|x-rucio-password|authorization|bearer)[\"':= ]+\\S+"
              + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_.-]+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private ServerText() {}

  /** One line without control characters, database text or tokens, of bounded length. */
  public static String safe(String text) {
    final var database = DATABASE.matcher(text);
    String shown = text;
    if (database.find()) {
      shown = text.substring(0, database.start()).strip() + " [database text left out]";
    }
    shown = TOKEN.matcher(shown).replaceAll("[secret left out]");
    shown = CONTROL.matcher(shown).replaceAll(" ").strip();
    return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
  }
}
