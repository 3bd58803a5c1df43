package dev.fringe.imaging.polarisation;

import dev.fringe.imaging.visibility.SampleBlock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the polarisations that are imaged out of those that a file holds.
 *
 * <p>Every product is a sum of at most two correlations. The feeds' conventions are those of AIPS
 * and the IAU: RR = I + V, LL = I - V, RL = Q + iU, LR = Q - iU; XX = I + Q, YY = I - Q, XY = U +
 * iV, YX = U - iV. So I = (RR + LL) / 2 with weight 4 / (1 / w_RR + 1 / w_LL).
 *
 * <p>A correlation is flagged where its weight is not above 0 or where a number is not finite. A
 * sample is usable only where every correlation that any wanted product needs is: the products of a
 * sample share one weight, that of the first wanted.
 */
public final class StokesCombiner implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<Correlation> available;
  private final List<Correlation> products;
  private final List<StokesRecipe> recipes;
  private final int[] needed;
  private final String note;

  private StokesCombiner(List<Correlation> available, List<Correlation> products) {
    this.available = List.copyOf(available);
    this.products = List.copyOf(products);
    List<StokesRecipe> chosen = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Correlation product : products) {
      StokesRecipe recipe =
          StokesRecipe.of(product, available).orElseThrow(() -> cannotForm(product, available));
      chosen.add(recipe);
      recipe.note().ifPresent(notes::add);
    }
    this.recipes = List.copyOf(chosen);
    this.needed =
        chosen.stream().flatMapToInt(recipe -> recipe.correlations()).distinct().sorted().toArray();
    this.note = String.join("; ", notes);
  }

  /**
   * @param available what the file holds, in the order of its data
   * @param wanted what shall be imaged; its first product gives the weight
   * @throws IllegalArgumentException if a product cannot be formed; the message names what is there
   *     and what could be imaged
   */
  public static StokesCombiner of(List<Correlation> available, List<Correlation> wanted) {
    if (wanted.isEmpty() || EnumSet.copyOf(wanted).size() != wanted.size()) {
      throw new IllegalArgumentException(
          "polarisations " + wanted + " must name one or more products, each once");
    }
    return new StokesCombiner(available, wanted);
  }

  /** The same for a text such as {@code "IQUV"}, {@code "V"}, {@code "XX"} or {@code "RR,LL"}. */
  public static StokesCombiner of(List<Correlation> available, String wanted) {
    return of(available, parse(wanted));
  }

  /**
   * Reads Stokes letters ({@code I}, {@code IQUV}) or correlations ({@code XX}, {@code RR,LL}).
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static List<Correlation> parse(String text) {
    List<Correlation> products = new ArrayList<>();
    for (String token : text.trim().toUpperCase(Locale.ROOT).split("[,\\s]+", -1)) {
      int length = token.matches("[IQUV]+") ? 1 : 2;
      for (int i = 0; i < token.length() || i == 0; i += length) {
        String name = token.substring(i, Math.min(token.length(), i + length));
        products.add(named(name).orElseThrow(() -> unknown(text)));
      }
    }
    return List.copyOf(products);
  }

  private static Optional<Correlation> named(String name) {
    for (Correlation correlation : Correlation.values()) {
      if (correlation.name().equals(name)) {
        return Optional.of(correlation);
      }
    }
    return Optional.empty();
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "polarisation '"
            + text
            + "' is unknown; right are Stokes letters such as I, IQUV or V, or correlations such as"
            + " XX or RR,LL");
  }

  private static IllegalArgumentException cannotForm(
      Correlation product, List<Correlation> available) {
    Set<Correlation> possible = possible(available);
    return new IllegalArgumentException(
        product
            + " cannot be formed from the correlations in the data, which are "
            + (available.isEmpty() ? "none" : names(available))
            + (possible.isEmpty() ? "" : "; what can be imaged is " + names(possible)));
  }

  private static String names(Iterable<Correlation> correlations) {
    List<String> names = new ArrayList<>();
    correlations.forEach(correlation -> names.add(correlation.name()));
    return String.join(", ", names);
  }

  /** Every product that can be formed of these correlations. */
  public static Set<Correlation> possible(List<Correlation> available) {
    EnumSet<Correlation> possible = EnumSet.noneOf(Correlation.class);
    for (Correlation product : Correlation.values()) {
      if (StokesRecipe.of(product, available).isPresent()) {
        possible.add(product);
      }
    }
    return possible;
  }

  /** The products, in the order in which they were wanted. */
  public List<Correlation> products() {
    return products;
  }

  /** What a reader of the image should know of how it was formed; empty if nothing is unusual. */
  public String note() {
    return note;
  }

  /**
   * Combines rows whose data are laid out as {@code (row * channels + channel) * correlations +
   * correlation}. Coordinates are wrapped without copying; samples are new.
   *
   * @param real real parts, in Jy; likewise imaginary
   * @param weight one for each correlation; not above 0, or not finite, where flagged
   */
  public SampleBlock combine(
      int rows,
      double[] frequenciesHz,
      double[] uMetres,
      double[] vMetres,
      double[] wMetres,
      float[] real,
      float[] imaginary,
      float[] weight) {
    int samples = rows * frequenciesHz.length;
    float[][] outReal = new float[recipes.size()][samples];
    float[][] outImaginary = new float[recipes.size()][samples];
    float[] outWeight = new float[samples];
    combine(samples, real, imaginary, weight, outReal, outImaginary, outWeight);
    return new SampleBlock(
        rows, frequenciesHz, uMetres, vMetres, wMetres, outReal, outImaginary, outWeight);
  }

  /**
   * Combines into arrays of the caller's, of which the first {@code samples} elements are written:
   * 0 everywhere where a sample is not usable.
   */
  public void combine(
      int samples,
      float[] real,
      float[] imaginary,
      float[] weight,
      float[][] outReal,
      float[][] outImaginary,
      float[] outWeight) {
    int stride = available.size();
    if ((long) samples * stride > weight.length) {
      throw new IllegalArgumentException(
          samples + " samples of " + stride + " correlations exceed " + weight.length + " values");
    }
    recipes.getFirst().weigh(samples, stride, weight, outWeight);
    flag(samples, stride, real, imaginary, weight, outWeight);
    for (int product = 0; product < recipes.size(); product++) {
      StokesRecipe recipe = recipes.get(product);
      recipe.apply(
          samples, stride, real, imaginary, outWeight, outReal[product], outImaginary[product]);
    }
  }

  private void flag(
      int samples, int stride, float[] real, float[] imaginary, float[] weight, float[] outWeight) {
    for (int correlation : needed) {
      for (int sample = 0, at = correlation; sample < samples; sample++, at += stride) {
        float w = weight[at];
        // x * 0 is 0 for every finite x and NaN for all others.
        boolean usable = w > 0 && (w + real[at] + imaginary[at]) * 0 == 0;
        if (!usable) {
          outWeight[sample] = 0;
        }
      }
    }
  }
}
