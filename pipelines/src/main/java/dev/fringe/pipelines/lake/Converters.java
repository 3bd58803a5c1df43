package dev.fringe.pipelines.lake;

import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.workflow.value.TimeSpan;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Texts of the command line as values, with the value's own message where they are none. */
final class Converters {

  private Converters() {}

  static final class OfDid implements ITypeConverter<Did> {
    @Override
    public Did convert(String text) {
      return read(text, Did::parse);
    }
  }

  static final class OfRses implements ITypeConverter<RseExpression> {
    @Override
    public RseExpression convert(String text) {
      return read(text, RseExpression::parse);
    }
  }

  static final class OfTime implements ITypeConverter<TimeSpan> {
    @Override
    public TimeSpan convert(String text) {
      return read(text, TimeSpan::parse);
    }
  }

  private static <T> T read(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException wrong) {
      throw new TypeConversionException(wrong.getMessage());
    }
  }
}
