package dev.fringe.storage.lake.rucio;

import dev.fringe.storage.lake.RseExpression;
import java.util.List;

/**
 * How a Rucio lake is used.
 *
 * @param preference RSE expressions, the best first: which replica is read
 * @param upload RSE expressions, the best first: where, of the RSEs that a publication's rules ask
 *     for, the first copy goes; where they don't tell, {@code preference} does
 * @param schemes of addresses that the stores can open, the best first: an RSE may have several
 * @param uploads how many files are uploaded at the same time
 */
public record RucioOptions(
    List<RseExpression> preference, List<RseExpression> upload, List<String> schemes, int uploads) {

  public RucioOptions {
    preference = List.copyOf(preference);
    upload = List.copyOf(upload);
    schemes = List.copyOf(schemes);
    if (schemes.isEmpty()) {
      throw new IllegalArgumentException("schemes is empty, but at least one is needed, as s3");
    }
    if (uploads < 1) {
      throw new IllegalArgumentException("uploads is " + uploads + ", but must be at least 1");
    }
  }

  /** No preference; s3, davs, file and https; four uploads at a time. */
  public static RucioOptions defaults() {
    return new RucioOptions(List.of(), List.of(), List.of("s3", "davs", "file", "https"), 4);
  }

  public RucioOptions preferring(List<String> rseExpressions) {
    return new RucioOptions(parsed(rseExpressions), upload, schemes, uploads);
  }

  public RucioOptions uploadingTo(List<String> rseExpressions) {
    return new RucioOptions(preference, parsed(rseExpressions), schemes, uploads);
  }

  private static List<RseExpression> parsed(List<String> rseExpressions) {
    return rseExpressions.stream().map(RseExpression::parse).toList();
  }

  public RucioOptions withSchemes(List<String> best) {
    return new RucioOptions(preference, upload, best, uploads);
  }
}
