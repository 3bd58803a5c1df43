package dev.fringe.pipelines.lake;

import dev.fringe.pipelines.console.ByteCount;
import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.pipelines.console.Screen;
import dev.fringe.pipelines.run.UsageException;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.ParallelDownload;
import dev.fringe.storage.lake.Rse;
import dev.fringe.storage.lake.RseExpression;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe lake get}. */
@Command(
    name = "get",
    description =
        "Downloads a file, or all files of a dataset or container, from whichever replica is best"
            + " reached, verified by their checksums.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A file gets its name once it is whole and right; until then it is .NAME.part, and a"
          + " download",
      "that was killed goes on from there. A replica with wrong bytes is passed over for the next.",
      "A file that is there already is left as it is if it is right; one with other bytes is kept,",
      "and told as a failure, unless --overwrite is given."
    })
final class GetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private LakeOptions lake;

  @Parameters(
      paramLabel = "SCOPE:NAME",
      converter = Converters.OfDid.class,
      description = "The DID of a file, dataset or container.")
  private Did did;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description =
          "Folder that the files go to (default: for a file the working folder, else one named like"
              + " the dataset).")
  private Optional<Path> folder;

  @Option(
      names = "--rse",
      paramLabel = "EXPRESSION",
      converter = Converters.OfRses.class,
      description = "Only from these RSEs, such as CH-S3 or tier=1.")
  private Optional<RseExpression> rses;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "4",
      description = "Files on their way at once, 1 to 64 (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(names = "--overwrite", description = "Replace files that have other bytes.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (parallel < 1 || parallel > 64) {
      throw new UsageException("--parallel is %d, but must be 1 to 64".formatted(parallel));
    }
    try (DataLake opened = lake.open()) {
      DidKind kind =
          opened
              .kind(did)
              .orElseThrow(
                  () ->
                      new LakeException.NotFound(
                          "no file, dataset or container %s in the lake".formatted(did)));
      List<LakeFile> files = opened.files(did);
      Path to = folder.orElse(Path.of(kind == DidKind.FILE ? "." : did.fileName())).normalize();
      Map<Path, LakeFile> targets = ParallelDownload.targets(files, to);
      ParallelDownload download = ParallelDownload.from(opened, parallel);
      if (overwrite) {
        download = download.replacing();
      }
      if (rses.isPresent()) {
        Set<String> names =
            rses.get().choose(opened.rses()).stream().map(Rse::name).collect(Collectors.toSet());
        if (names.isEmpty()) {
          throw new UsageException(
              "--rse %s matches no RSE; there are %s"
                  .formatted(
                      rses.get(),
                      opened.rses().stream().map(Rse::name).collect(Collectors.joining(", "))));
        }
        download = download.at(replica -> names.contains(replica.rse()));
      }
      long bytes = files.stream().mapToLong(LakeFile::bytes).sum();
      ParallelDownload.Result result = fetch(download, targets, bytes);
      report(result, targets, to, bytes);
      return result.faults().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private ParallelDownload.Result fetch(
      ParallelDownload download, Map<Path, LakeFile> targets, long bytes) throws IOException {
    try (ByteProgress received = ByteProgress.of(Screen.ofThisProcess(), "get " + did, bytes)) {
      return download.files(targets, received);
    }
  }

  private void report(
      ParallelDownload.Result result, Map<Path, LakeFile> targets, Path to, long bytes) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("did", did.toString());
      told.put("folder", to.toAbsolutePath().normalize().toString());
      told.put("arrived", result.arrived());
      told.put("present", result.present());
      told.put("bytes", bytes);
      told.put("files", targets.keySet().stream().map(Path::toString).toList());
      told.put("faults", result.faults());
      Json.print(out, told);
    } else {
      out.printf(
          "%d fetched, %d there already, of %d files, %s, in %s%n",
          result.arrived(),
          result.present(),
          targets.size(),
          ByteCount.of(bytes),
          to.toString().isEmpty() ? "." : to);
      out.flush();
    }
    PrintWriter err = spec.commandLine().getErr();
    result.faults().forEach(fault -> err.println("fringe: " + fault));
    err.flush();
  }
}
