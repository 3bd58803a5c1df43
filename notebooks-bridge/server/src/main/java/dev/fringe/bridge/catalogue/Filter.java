package dev.fringe.bridge.catalogue;

import dev.fringe.bridge.sky.Region;
import java.util.List;

/** What products must be like. What a product has no value of, it does not answer. */
public sealed interface Filter {

  /** A text column equals {@code value}, in any case of letters. */
  record Equal(Column column, String value) implements Filter {}

  /** A text column is like {@code pattern}, in any case, where {@code *} stands for anything. */
  record Like(Column column, String pattern) implements Filter {}

  /** Every word stands in one of the columns for people: names, titles, telescopes. */
  record Words(List<String> words) implements Filter {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** A number column lies in {@code range}. */
  record Within(Column column, Interval range) implements Filter {}

  /** The range between two columns has values in common with {@code range}. */
  record Overlaps(Column low, Column high, Interval range) implements Filter {}

  /** The product's field and a region have points in common. */
  record OnSky(Region region) implements Filter {}

  /** What a product is called in the lake; {@code *} stands for anything. */
  record Named(Part part, String pattern) implements Filter {
    /** Parts of a name. */
    public enum Part {
      SCOPE,
      NAME,
      DATASET
    }
  }

  /** Rows of {@code ivoa.obscore} only: no reports, pictures and other by-products. */
  record Observations() implements Filter {}

  /** One of them is answered. */
  record AnyOf(List<Filter> filters) implements Filter {
    public AnyOf {
      filters = List.copyOf(filters);
    }
  }
}
