package dev.fringe.pipelines.simulate;

import dev.fringe.workflow.value.Flux;
import dev.fringe.workflow.value.Frequency;
import dev.fringe.workflow.value.TimeSpan;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are quantities, read as a workflow reads them. */
final class QuantityConverters {

  private QuantityConverters() {}

  /** Reads "1.4 GHz". */
  static final class FrequencyConverter implements ITypeConverter<Frequency> {
    @Override
    public Frequency convert(String text) {
      return converted(() -> Frequency.parse(text));
    }
  }

  /** Reads "10 s". */
  static final class TimeSpanConverter implements ITypeConverter<TimeSpan> {
    @Override
    public TimeSpan convert(String text) {
      return converted(() -> TimeSpan.parse(text));
    }
  }

  /** Reads "420 Jy". */
  static final class FluxConverter implements ITypeConverter<Flux> {
    @Override
    public Flux convert(String text) {
      return converted(() -> Flux.parse(text));
    }
  }

  private static <T> T converted(Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
