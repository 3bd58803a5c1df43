package dev.fringe.pipelines.lake;

import dev.fringe.pipelines.console.ByteCount;
import dev.fringe.pipelines.console.ExitCode;
import dev.fringe.pipelines.console.Screen;
import dev.fringe.storage.lake.DataLake;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.LakeFile;
import dev.fringe.storage.lake.Replica;
import dev.fringe.storage.lake.ReplicaFault;
import dev.fringe.storage.lake.Verifying;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fringe lake verify}. */
@Command(
    name = "verify",
    description =
        "Rereads every byte of every replica of a file, dataset or container against its checksums,"
            + " and says which replica is bad. Ends with 3 if any is, or if a file has none.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  private static final int AT_ONCE = 4;

  @Spec private CommandSpec spec;

  @Mixin private LakeOptions lake;

  @Parameters(
      paramLabel = "SCOPE:NAME",
      converter = Converters.OfDid.class,
      description = "The DID of a file, dataset or container.")
  private Did did;

  @Option(
      names = "--report",
      description = "Also declare what is bad to the lake, so that it is not read any more.")
  private boolean report;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /**
   * Something wrong.
   *
   * @param rse that holds the replica; empty if there is none
   */
  private record BadReplica(Did file, String rse, String fault) {
    Map<String, Object> toJson() {
      return Map.of("did", file.toString(), "rse", rse, "fault", fault);
    }
  }

  @Override
  public Integer call() throws IOException {
    try (DataLake opened = lake.open()) {
      List<LakeFile> files = opened.files(did);
      Map<Did, List<Replica>> replicas =
          opened.allReplicas(files.stream().map(LakeFile::did).toList());
      List<BadReplica> bad = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      Map<Replica, LakeFile> readable = new LinkedHashMap<>();
      for (LakeFile file : files) {
        List<Replica> all = replicas.getOrDefault(file.did(), List.of());
        for (Replica replica : all) {
          if (replica.isAvailable()) {
            readable.put(replica, file);
          } else {
            notes.add(
                "%s at %s is not read: it is %s"
                    .formatted(
                        file.did(),
                        replica.rse(),
                        replica.state().name().toLowerCase(Locale.ROOT)));
          }
        }
        if (all.stream().noneMatch(Replica::isAvailable)) {
          bad.add(
              new BadReplica(
                  file.did(), "", "%s has no replica that can be read".formatted(file.did())));
        }
      }
      long bytes = readable.values().stream().mapToLong(LakeFile::bytes).sum();
      bad.addAll(verify(opened, readable, bytes));
      print(readable.size(), bytes, bad, notes);
      return bad.isEmpty() ? ExitCode.DONE : ExitCode.BAD_DATA;
    }
  }

  private List<BadReplica> verify(DataLake opened, Map<Replica, LakeFile> readable, long bytes)
      throws IOException {
    Verifying verifying = Verifying.in(opened);
    List<BadReplica> bad = new ArrayList<>();
    try (ByteProgress read = ByteProgress.of(Screen.ofThisProcess(), "verify " + did, bytes);
        ExecutorService workers =
            Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().factory())) {
      Map<Replica, Future<Optional<ReplicaFault>>> running = new LinkedHashMap<>();
      readable.forEach(
          (replica, file) ->
              running.put(replica, workers.submit(() -> verifying.fault(file, replica, read))));
      for (Map.Entry<Replica, Future<Optional<ReplicaFault>>> entry : running.entrySet()) {
        Replica replica = entry.getKey();
        result(entry.getValue())
            .ifPresent(
                fault -> {
                  bad.add(new BadReplica(replica.file(), replica.rse(), fault.text()));
                  if (report) {
                    fault.report(opened, replica);
                  }
                });
      }
    }
    return bad;
  }

  private static Optional<ReplicaFault> result(Future<Optional<ReplicaFault>> running)
      throws IOException {
    try {
      return running.get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while verifying");
    }
  }

  private void print(int replicas, long bytes, List<BadReplica> bad, List<String> notes) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("did", did.toString());
      told.put("replicas", replicas);
      told.put("bytes", bytes);
      told.put("sound", bad.isEmpty());
      told.put("bad", bad.stream().map(BadReplica::toJson).toList());
      told.put("notes", notes);
      Json.print(out, told);
      return;
    }
    notes.forEach(out::println);
    bad.forEach(replica -> out.println("BAD  " + replica.fault()));
    out.printf(
        "%s: %d replicas, %s: %s%n",
        did, replicas, ByteCount.of(bytes), bad.isEmpty() ? "all right" : bad.size() + " bad");
    out.flush();
  }
}
