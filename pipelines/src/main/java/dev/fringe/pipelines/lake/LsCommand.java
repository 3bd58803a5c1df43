package dev.fringe.pipelines.lake;

import dev.fringe.pipelines.console.ByteCount;
import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.pipelines.run.UsageException;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Dataset;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.DidKind;
import dev.fringe.storage.lake.LakeException;
import dev.fringe.storage.lake.LakeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe lake ls}. */
@Command(
    name = "ls",
    description = "Lists the scopes of a lake, the datasets of a scope, or the files of a dataset.",
    mixinStandardHelpOptions = true)
final class LsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private LakeOptions lake;

  @Parameters(
      paramLabel = "SCOPE|SCOPE:NAME",
      arity = "0..1",
      description = "A scope, or the DID of a dataset or container (default: all scopes).")
  private Optional<String> what;

  @Option(
      names = {"-l", "--long"},
      description = "With a scope: also how many files and bytes each dataset has.")
  private boolean isLong;

  @Option(names = "--files", description = "With a scope: list its files, not its datasets.")
  private boolean files;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (DataLake opened = lake.open()) {
      if (what.isEmpty()) {
        scopes(opened);
      } else if (what.get().contains(":")) {
        contents(opened, did(what.get()));
      } else {
        scope(opened, what.get());
      }
    }
    return ExitCode.DONE;
  }

  private static Did did(String text) {
    try {
      return Did.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(wrong.getMessage());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void scopes(DataLake opened) throws IOException {
    List<String> scopes = opened.scopes();
    if (json) {
      Json.print(out(), scopes);
    } else {
      scopes.forEach(out()::println);
      out().flush();
    }
  }

  private void scope(DataLake opened, String scope) throws IOException {
    List<Entry> entries = new ArrayList<>();
    List<DidKind> kinds =
        files ? List.of(DidKind.FILE) : List.of(DidKind.CONTAINER, DidKind.DATASET);
    for (DidKind kind : kinds) {
      for (Did did : opened.list(scope, kind)) {
        entries.add(entry(opened, did, kind));
      }
    }
    if (entries.isEmpty() && !opened.scopes().contains(scope)) {
      throw new LakeException.NotFound(
          "no scope %s in the lake; it has %s"
              .formatted(scope, String.join(", ", opened.scopes().stream().limit(20).toList())));
    }
    print(entries);
  }

  private void contents(DataLake opened, Did did) throws IOException {
    DidKind kind =
        opened
            .kind(did)
            .orElseThrow(
                () ->
                    new LakeException.NotFound(
                        "no file, dataset or container %s in the lake".formatted(did)));
    List<Entry> entries = new ArrayList<>();
    switch (kind) {
      case FILE -> entries.add(Entry.of(opened.file(did)));
      case DATASET -> opened.dataset(did).files().forEach(file -> entries.add(Entry.of(file)));
      case CONTAINER -> {
        for (Did child : opened.children(did)) {
          entries.add(entry(opened, child, opened.kind(child).orElse(DidKind.DATASET)));
        }
      }
    }
    print(entries);
  }

  private Entry entry(DataLake opened, Did did, DidKind kind) throws IOException {
    if (kind == DidKind.FILE) {
      return Entry.of(opened.file(did));
    }
    if (kind == DidKind.DATASET && isLong) {
      Dataset dataset = opened.dataset(did);
      return new Entry(
          kind,
          did,
          Optional.of(dataset.bytes()),
          dataset.files().size() + " files",
          Map.of(
              "files",
              dataset.files().size(),
              "open",
              dataset.open(),
              "created",
              dataset.created().toString()));
    }
    return new Entry(kind, did, Optional.empty(), "", Map.of());
  }

  /**
   * A line.
   *
   * @param note for people
   * @param more for programs
   */
  private record Entry(
      DidKind kind, Did did, Optional<Long> bytes, String note, Map<String, Object> more) {

    static Entry of(LakeFile file) {
      return new Entry(
          DidKind.FILE,
          file.did(),
          Optional.of(file.bytes()),
          file.md5().isEmpty() ? file.adler32() : file.md5(),
          Map.of("adler32", file.adler32(), "md5", file.md5()));
    }

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("kind", kind.name().toLowerCase(Locale.ROOT));
      json.put("did", did.toString());
      bytes.ifPresent(count -> json.put("bytes", count));
      json.putAll(more);
      return json;
    }
  }

  private void print(List<Entry> entries) {
    if (json) {
      Json.print(out(), entries.stream().map(Entry::toJson).toList());
      return;
    }
    Table table = new Table("KIND", "DID", "SIZE", "");
    for (Entry entry : entries) {
      table.row(
          entry.kind().name().toLowerCase(Locale.ROOT),
          entry.did().toString(),
          entry.bytes().map(ByteCount::of).orElse(""),
          entry.note());
    }
    table.print(out());
  }
}
