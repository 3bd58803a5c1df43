package dev.fringe.storage.lake.rucio;

import dev.fringe.rucio.http.CallCounter;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.RuleRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program, not a test: publishes datasets of growing size, lists them, and prints the time and
 * the number of calls of Rucio that it took. Argument: the largest number of files, 10,000 if none.
 */
final class ManyFiles {

  private ManyFiles() {}

  public static void main(String[] arguments) throws IOException {
    int most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    System.out.println("   files  publish s  calls   list s  calls");
    for (int files = Math.max(1, most / 100); files <= most; files *= 10) {
      run(files);
    }
  }

  private static void run(int count) throws IOException {
    String scope = RucioServer.freshScope();
    Path folder = Files.createTempDirectory("fringe-many-files");
    CallCounter calls = new CallCounter();
    try (RucioDataLake lake =
        RucioServer.lake(RucioServer.client(calls), RucioServer.stores(), Step.Listener.NONE)) {
      Did dataset = Did.of(scope, "many");
      List<PublishedFile> files = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Path source = Files.writeString(folder.resolve(i + ".txt"), "product " + i);
        files.add(PublishedFile.of(Did.of(scope, "product-" + i), source));
      }
      long begin = System.nanoTime();
      lake.publish(Publication.of(dataset, files, List.of(RuleRequest.of("CH-S3", 1))));
      double publishSeconds = seconds(begin);
      long publishCalls = calls.total();
      begin = System.nanoTime();
      int listed = lake.dataset(dataset).files().size();
      if (listed != count) {
        throw new IOException("%d files were published, %d are listed".formatted(count, listed));
      }
      System.out.printf(
          "%8d  %9.1f  %5d  %7.1f  %5d%n",
          count, publishSeconds, publishCalls, seconds(begin), calls.total() - publishCalls);
    } finally {
      try (Stream<Path> left = Files.walk(folder).sorted(Comparator.reverseOrder())) {
        for (Path each : left.toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static double seconds(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
  }
}
