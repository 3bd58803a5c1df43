package dev.fringe.pipelines.products;

import dev.fringe.pipelines.elements.ImagingRun;
import dev.fringe.storage.product.ProductMetadata;
import dev.fringe.storage.product.SkaDataProduct;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The {@code ska-data-product.yaml} of a run. */
final class DataProductFile {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private DataProductFile() {}

  /**
   * @param files that are finished
   * @param obscore metadata of all of them together
   */
  static SkaDataProduct of(
      ImagingRun run, Map<ProductKind, FileSums> files, ProductMetadata obscore, Instant written) {
    String block = "fringe-" + DAY.format(written) + "-" + number(run);
    List<SkaDataProduct.ProductFile> list = new ArrayList<>();
    files.forEach(
        (kind, sums) ->
            list.add(
                file(
                    run,
                    kind,
                    Optional.of(new SkaDataProduct.Content(sums.crc32(), sums.lake().bytes())))));
    list.add(file(run, ProductKind.PROVENANCE, Optional.empty()));
    return new SkaDataProduct(
        "eb-" + block,
        context(run),
        new SkaDataProduct.Config("pb-" + block, "fringe-run", Version.software()),
        list,
        obscore);
  }

  private static SkaDataProduct.ProductFile file(
      ImagingRun run, ProductKind kind, Optional<SkaDataProduct.Content> content) {
    return new SkaDataProduct.ProductFile(
        kind.fileName(run.workflow().name()), kind.title(), content);
  }

  /** Five digits, as SKA's identifiers end in, that depend on the run alone. */
  private static String number(ImagingRun run) {
    return String.format(Locale.ROOT, "%05d", Math.floorMod(run.key().hashCode(), 100_000));
  }

  private static Map<String, String> context(ImagingRun run) {
    Map<String, String> context = new LinkedHashMap<>();
    String observer = run.observations().getFirst().observer().strip();
    if (!observer.isEmpty()) {
      context.put("observer", observer);
    }
    context.put("intent", "image of " + run.observations().getFirst().object().strip());
    context.put("notes", "workflow " + run.workflow().name() + ", run " + run.key());
    return context;
  }
}
