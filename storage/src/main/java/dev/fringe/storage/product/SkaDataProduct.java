package dev.fringe.storage.product;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The {@code ska-data-product.yaml} that SKA's archives know data products by (ADR-55), in the
 * layout of its published JSON schema, version 0.1.
 *
 * @param executionBlock identifies the execution, {@code eb-...}
 * @param context observer, intent, notes; those that are known
 * @param config what made the files
 * @param files the files, by paths relative to this one
 * @param obscore metadata of the product
 */
public record SkaDataProduct(
    String executionBlock,
    Map<String, String> context,
    Config config,
    List<ProductFile> files,
    ProductMetadata obscore) {

  public static final String FILE_NAME = "ska-data-product.yaml";
  private static final String INTERFACE = "http://schema.skao.int/ska-data-product-meta/0.1";

  /** Columns of ours that the schema, which lets nothing else stand there, does not know. */
  private static final List<String> NOT_IN_SCHEMA = List.of("progenitors");

  public SkaDataProduct {
    context = new LinkedHashMap<>(context);
    files = List.copyOf(files);
  }

  /**
   * What made the files.
   *
   * @param processingBlock {@code pb-...}
   * @param script name of the program
   * @param version of the program
   */
  public record Config(String processingBlock, String script, String version) {}

  /**
   * A file of the product, complete.
   *
   * @param path relative to the YAML file
   * @param description for people
   * @param content size and sum; not known of a file that is written after this one
   */
  public record ProductFile(String path, String description, Optional<Content> content) {}

  /**
   * @param crc CRC-32, 8 hexadecimal digits
   * @param bytes size
   */
  public record Content(String crc, long bytes) {}

  /** The file's text. */
  public String toYaml() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("interface", INTERFACE);
    root.put("execution_block", executionBlock);
    root.put("context", context);
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("processing_block", config.processingBlock());
    configuration.put("processing_script", config.script());
    configuration.put("image", null);
    configuration.put("version", config.version());
    configuration.put("commit", null);
    configuration.put("cmdline", null);
    root.put("config", configuration);
    List<Map<String, Object>> list = new ArrayList<>();
    for (ProductFile file : files) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("path", file.path());
      entry.put("description", file.description());
      entry.put("status", "done");
      entry.put("crc", file.content().map(Content::crc).orElse(null));
      file.content().ifPresent(content -> entry.put("size", (content.bytes() + 999) / 1000));
      list.add(entry);
    }
    root.put("files", list);
    Map<String, Object> columns = obscore.toMap();
    NOT_IN_SCHEMA.forEach(columns::remove);
    root.put("obscore", columns);
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(1000);
    return new Yaml(options).dump(root);
  }
}
