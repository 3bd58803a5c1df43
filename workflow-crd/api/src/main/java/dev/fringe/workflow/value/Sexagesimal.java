package dev.fringe.workflow.value;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sixtieths of sixtieths: hours, minutes and seconds, or degrees, arcminutes and arcseconds. */
final class Sexagesimal {
  private static final String SIXTIETH = "([0-5]?[0-9])";
  private static final String SECONDS = "([0-5]?[0-9](?:\\.[0-9]{0,12})?)";
  private static final Pattern COLONS =
      Pattern.compile("([+-]?)([0-9]{1,3}):" + SIXTIETH + ":" + SECONDS);

  private Sexagesimal() {}

  /** The value in seconds, of {@code 12:30:49.4} or of {@code 12h30m49.4s}, if it is one. */
  static Optional<BigDecimal> seconds(String text, char unit) {
    Matcher colons = COLONS.matcher(text.strip());
    Matcher letters =
        Pattern.compile("([+-]?)([0-9]{1,3})" + unit + SIXTIETH + "m" + SECONDS + "s")
            .matcher(text.strip());
    Matcher matcher = colons.matches() ? colons : letters;
    if (matcher == letters && !letters.matches()) {
      return Optional.empty();
    }
    BigDecimal sixty = BigDecimal.valueOf(60);
    BigDecimal seconds =
        new BigDecimal(matcher.group(2))
            .multiply(sixty)
            .add(new BigDecimal(matcher.group(3)))
            .multiply(sixty)
            .add(new BigDecimal(matcher.group(4)));
    return Optional.of(matcher.group(1).equals("-") ? seconds.negate() : seconds);
  }
}
