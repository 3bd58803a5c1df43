package dev.fringe.pipelines.lake;

import dev.fringe.pipelines.console.ByteCount;
import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Dataset;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.ReplicationRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe lake show}. */
@Command(
    name = "show",
    description =
        "Shows a file, dataset or container: sizes, checksums, replicas by RSE and state, rules and"
            + " how far they are, metadata.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

  private static final int MOST_FILES = 50;
  private static final int LONGEST_VALUE = 160;

  @Spec private CommandSpec spec;

  @Mixin private LakeOptions lake;

  @Parameters(
      paramLabel = "SCOPE:NAME",
      converter = Converters.OfDid.class,
      description = "The DID of a file, dataset or container.")
  private Did did;

  @Option(names = "--locations", description = "Also the address of every replica.")
  private boolean locations;

  @Option(names = "--json", description = "Print JSON, with all of it.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (DataLake opened = lake.open()) {
      DidKind kind =
          opened
              .kind(did)
              .orElseThrow(
                  () ->
                      new LakeException.NotFound(
                          "no file, dataset or container %s in the lake".formatted(did)));
      List<LakeFile> files = opened.files(did);
      Map<Did, List<Replica>> replicas =
          opened.allReplicas(files.stream().map(LakeFile::did).toList());
      List<ReplicationRule> rules = opened.rules(did);
      Map<String, Object> metadata = new TreeMap<>(opened.metadata(did));
      Map<String, Object> about = new LinkedHashMap<>();
      about.put("did", did.toString());
      about.put("kind", kind.name().toLowerCase(Locale.ROOT));
      about.put("bytes", files.stream().mapToLong(LakeFile::bytes).sum());
      if (kind == DidKind.DATASET) {
        Dataset dataset = opened.dataset(did);
        about.put("open", dataset.open());
        about.put("created", dataset.created().toString());
      }
      if (json) {
        about.put(
            "files",
            files.stream()
                .map(file -> Json.file(file, replicas.getOrDefault(file.did(), List.of())))
                .toList());
        about.put("rules", rules.stream().map(Json::rule).toList());
        about.put("metadata", metadata);
        Json.print(spec.commandLine().getOut(), about);
      } else {
        print(about, files, replicas, rules, metadata);
      }
    }
    return ExitCode.DONE;
  }

  private void print(
      Map<String, Object> about,
      List<LakeFile> files,
      Map<Did, List<Replica>> replicas,
      List<ReplicationRule> rules,
      Map<String, Object> metadata) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s %s, %d %s, %s%s%s%n%n",
        about.get("kind"),
        did,
        files.size(),
        files.size() == 1 ? "file" : "files",
        ByteCount.of((Long) about.get("bytes")),
        about.containsKey("open")
            ? (Boolean.TRUE.equals(about.get("open")) ? ", open" : ", closed")
            : "",
        about.containsKey("created") ? ", created " + about.get("created") : "");
    Table table = new Table("FILE", "SIZE", "ADLER32", "MD5", "REPLICAS");
    for (LakeFile file : files.stream().limit(MOST_FILES).toList()) {
      table.row(
          file.did().toString(),
          ByteCount.of(file.bytes()),
          file.adler32(),
          file.md5(),
          replicas.getOrDefault(file.did(), List.of()).stream()
              .map(ShowCommand::state)
              .collect(Collectors.joining(", ")));
    }
    table.print(out);
    if (files.size() > MOST_FILES) {
      out.printf("... and %d more: --json shows all%n", files.size() - MOST_FILES);
    }
    if (locations) {
      out.println();
      replicas.values().stream()
          .flatMap(List::stream)
          .forEach(replica -> out.printf("%s  %s%n", replica.rse(), replica.location()));
    }
    out.printf("%nRULES%s%n", rules.isEmpty() ? ": none" : "");
    rules.forEach(rule -> out.println("  " + RuleText.of(rule)));
    if (!metadata.isEmpty()) {
      out.printf("%nMETADATA%n");
      int width = metadata.keySet().stream().mapToInt(String::length).max().orElse(0);
      metadata.forEach((key, value) -> out.printf("  %-" + width + "s  %s%n", key, shown(value)));
    }
    out.flush();
  }

  private static String state(Replica replica) {
    return replica.isAvailable()
        ? replica.rse()
        : replica.rse() + " (" + replica.state().name().toLowerCase(Locale.ROOT) + ")";
  }

  private static String shown(Object value) {
    String line = String.valueOf(value).strip().replace("\n", " | ");
    return line.length() > LONGEST_VALUE ? line.substring(0, LONGEST_VALUE) + "..." : line;
  }
}
