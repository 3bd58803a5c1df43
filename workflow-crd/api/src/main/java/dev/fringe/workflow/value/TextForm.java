package dev.fringe.workflow.value;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * How values of a class are written: what a reader, a schema and a page of documentation need to
 * know of it.
 *
 * @param type the class
 * @param name what it is called in documentation, without an article
 * @param form what is right: "a number and one of uas, mas, ..., such as "2 arcsec""
 * @param example a text that is right
 * @param pattern a regular expression, read alike by ECMA, Java and RE2, that every text that is
 *     right fits, and hardly any other
 * @param sizes for quantities: how much of the base unit each unit stands for; else empty
 * @param mayBeWhole whether it may also be written as a whole number, without quotes
 * @param reader from a text; throws {@link UnreadableValueException}
 */
public record TextForm<T>(
    Class<T> type,
    String name,
    String form,
    String example,
    String pattern,
    SequencedMap<String, BigDecimal> sizes,
    boolean mayBeWhole,
    Function<String, T> reader) {

  private static final SequencedMap<String, BigDecimal> NO_UNITS =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
  private static final List<TextForm<?>> ALL =
      List.of(
          quantity(Angle.class, "angle", Angle.UNITS, "2 arcsec", Angle::parse),
          quantity(Frequency.class, "frequency", Frequency.UNITS, "1.4 GHz", Frequency::parse),
          quantity(TimeSpan.class, "time", TimeSpan.UNITS, "30 min", TimeSpan::parse),
          quantity(Flux.class, "flux", Flux.UNITS, "1 mJy", Flux::parse),
          new TextForm<>(
              Threshold.class,
              "threshold",
              Threshold.Text.UNITS.whatIsRight(),
              "3 sigma",
              Patterns.notNegative(Threshold.Text.UNITS.pattern()),
              Threshold.Text.UNITS.sizes(),
              false,
              Threshold::parse),
          new TextForm<>(
              UvRange.class,
              "range of uv distances",
              "two bounds in m, km or in lambda, klambda, Mlambda, Glambda, of which one may be"
                  + " left out",
              "100 lambda .. 20 klambda",
              Patterns.ranges(UvRange.UNITS, "metres", "wavelengths"),
              NO_UNITS,
              false,
              UvRange::parse),
          new TextForm<>(
              TimeRange.class,
              "range of times",
              "two times in UTC, of which one may be left out",
              "2017-04-06T00:30 .. 2017-04-06T08:00",
              Patterns.TIMES,
              NO_UNITS,
              false,
              TimeRange::parse),
          new TextForm<>(
              IndexRanges.class,
              "indices",
              "indices counted from 0 and ranges of them",
              "0-31,40",
              Patterns.INDICES,
              NO_UNITS,
              true,
              IndexRanges::parse),
          new TextForm<>(
              ImageSize.class,
              "size",
              "an even number of pixels from "
                  + ImageSize.SMALLEST
                  + " to "
                  + ImageSize.LARGEST
                  + ", or width x height",
              "1024 x 512",
              Patterns.SIZE,
              NO_UNITS,
              true,
              ImageSize::parse),
          new TextForm<>(
              Stokes.class,
              "polarisations",
              "letters of IQUV, or a list of RR, LL, XX, YY",
              "IQUV",
              Patterns.STOKES,
              NO_UNITS,
              false,
              Stokes::parse),
          new TextForm<>(
              RightAscension.class,
              "right ascension",
              "hours, minutes and seconds, or an angle",
              "12h30m49.42s",
              Patterns.rightAscension(),
              NO_UNITS,
              false,
              RightAscension::parse),
          new TextForm<>(
              CronLine.class,
              "cron line",
              CronLine.WHAT_IS_RIGHT,
              "30 9 * * MON-FRI",
              Patterns.cron(),
              NO_UNITS,
              false,
              CronLine::parse),
          new TextForm<>(
              ZoneName.class,
              "time zone",
              ZoneName.WHAT_IS_RIGHT,
              "Europe/Zurich",
              Patterns.ZONE,
              NO_UNITS,
              false,
              ZoneName::parse),
          new TextForm<>(
              Declination.class,
              "declination",
              "degrees, arcminutes and arcseconds, or an angle",
              "+12d23m28.0s",
              Patterns.declination(),
              NO_UNITS,
              false,
              Declination::parse));

  private static <T> TextForm<T> quantity(
      Class<T> type, String name, UnitTable units, String example, Function<String, T> reader) {
    return new TextForm<>(
        type, name, units.whatIsRight(), example, units.pattern(), units.sizes(), false, reader);
  }

  /** The form of a class, or of what it is a kind of, if its values are written as text. */
  public static Optional<TextForm<?>> of(Class<?> type) {
    return ALL.stream().filter(form -> form.type.isAssignableFrom(type)).findFirst();
  }
}
