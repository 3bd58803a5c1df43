package dev.fringe.pipelines.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fringe.pipelines.console.ByteCount;
import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.pipelines.console.Screen;
import dev.fringe.pipelines.run.UsageException;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.ReplicationRule;
import dev.fringe.storage.lake.RseExpression;
import dev.fringe.storage.lake.RuleRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe lake put}. */
@Command(
    name = "put",
    description = "Uploads a file under a DID, which is for ever bound to its bytes.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  fringe lake put obs.uvfits demo:obs.uvfits --rule tier=1 --copies 2 --lifetime \"30 d\"",
      "  fringe lake put obs.uvfits demo:night-1.uvfits --dataset demo:night-1",
      "",
      "Killed and called again it goes on; called again after it is done it changes nothing.",
      "A DID that has other bytes is refused. Rucio's own client cannot download names with a /.",
      "A local lake is made where it is missing."
    })
final class PutCommand implements Callable<Integer> {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Mixin private LakeOptions lake;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file to upload.")
  private Path file;

  @Parameters(
      index = "1",
      paramLabel = "SCOPE:NAME",
      converter = Converters.OfDid.class,
      description = "Its DID.")
  private Did did;

  @Option(
      names = "--dataset",
      paramLabel = "SCOPE:NAME",
      converter = Converters.OfDid.class,
      description = "Put it into this dataset, made where missing and left open for more files.")
  private Optional<Did> dataset;

  @Option(
      names = {"--rule", "--rse"},
      paramLabel = "EXPRESSION",
      converter = Converters.OfRses.class,
      description =
          "Ask for copies at these RSEs, such as tier=1 (default: one copy wherever there is room)."
              + " With --dataset the rule is the dataset's.")
  private Optional<RseExpression> rule;

  @Mixin private RuleOptions ruleOptions;

  @Option(
      names = "--metadata",
      paramLabel = "KEY=VALUE",
      description = "Of the file: text, or a JSON number or truth value. May be repeated.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException(file + " is not a file");
    }
    if (dataset.isPresent() && dataset.get().equals(did)) {
      throw new UsageException("--dataset %s is the file's own DID".formatted(did));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    metadata.forEach((key, value) -> values.put(key, value(value)));
    PublishedFile published = new PublishedFile(did, file, values);
    List<RuleRequest> requests = rule.map(ruleOptions::request).map(List::of).orElse(List.of());
    long bytes = Files.size(file);
    report(bytes, put(published, requests, bytes));
    return ExitCode.DONE;
  }

  private List<ReplicationRule> put(PublishedFile published, List<RuleRequest> requests, long bytes)
      throws IOException {
    try (DataLake opened = lake.openOrMake();
        ByteProgress sent = ByteProgress.of(Screen.ofThisProcess(), "put " + did, bytes)) {
      return dataset.isPresent()
          ? opened.publish(
              Publication.of(dataset.get(), List.of(published), requests).leftOpen(), sent)
          : opened.put(published, requests, sent);
    }
  }

  private void report(long bytes, List<ReplicationRule> rules) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("did", did.toString());
      dataset.ifPresent(set -> told.put("dataset", set.toString()));
      told.put("bytes", bytes);
      told.put("rules", rules.stream().map(Json::rule).toList());
      Json.print(out, told);
      return;
    }
    out.printf(
        "%s is in the lake, %s%s%n",
        did, ByteCount.of(bytes), dataset.map(set -> ", in dataset " + set).orElse(""));
    rules.forEach(made -> out.println("  " + RuleText.of(made)));
    out.flush();
  }

  /** A number or truth value where the text is one in JSON; else the text. */
  private static Object value(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isNumber() || node.isBoolean() ? MAPPER.treeToValue(node, Object.class) : text;
    } catch (JsonProcessingException justText) {
      return text;
    }
  }
}
