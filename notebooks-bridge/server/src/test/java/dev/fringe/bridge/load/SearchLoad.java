package dev.fringe.bridge.load;

import dev.fringe.bridge.Bridge;
import dev.fringe.bridge.BridgeSettings;
import dev.fringe.storage.lake.Did;
import dev.fringe.storage.lake.Publication;
import dev.fringe.storage.lake.PublishedFile;
import dev.fringe.storage.lake.local.LocalDataLake;
import dev.fringe.storage.settings.LocalLake;
import dev.fringe.storage.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Searches at a steady rate over a catalogue of many rows, on the loopback, and a table of how long
 * they took: {@code SearchLoad [ROWS [RATE [SECONDS]]]}, by default 100000, 200 and 20. A request's
 * time begins when it is due, not when it can be sent, so that a stall counts for all it holds up.
 */
final class SearchLoad {

  private static final int FILES_OF_A_DATASET = 10_000;

  private SearchLoad() {}

  public static void main(String[] args) throws Exception {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 200;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    Path folder = Files.createTempDirectory("fringe-load");
    LocalDataLake lake = LocalDataLake.at(folder.resolve("lake"));
    fill(lake, folder, rows);
    long start = System.nanoTime();
    try (Bridge bridge =
        Bridge.start(
            lake,
            new BridgeSettings(
                Settings.none(),
                new LocalLake(folder.resolve("lake").toString()),
                "127.0.0.1",
                0,
                OptionalInt.empty(),
                Optional.empty(),
                folder.resolve("state"),
                Duration.ofSeconds(5),
                Optional.empty()),
            Clock.systemUTC())) {
      bridge.sync();
      System.out.printf(
          Locale.ROOT,
          "%d files indexed in %.1f s%n%n%-28s %9s %9s %9s %9s %9s %7s%n",
          rows,
          (System.nanoTime() - start) * 1e-9,
          "search",
          "asked/s",
          "done/s",
          "p50 ms",
          "p99 ms",
          "max ms",
          "errors");
      String base = bridge.address().toString();
      run("warming up", base, rate, 5, SearchLoad::sia);
      run("SIA cones", base, rate, seconds, SearchLoad::sia);
      run("warming up", base, rate, 5, SearchLoad::tap);
      run("TAP cones, ivoa.obscore", base, rate, seconds, SearchLoad::tap);
      run("TAP cones, fringe.sources", base, rate, seconds, SearchLoad::tapSources);
      run("TAP outlines", base, rate, seconds, SearchLoad::tapOutlines);
      run("JSON cones", base, rate, seconds, SearchLoad::json);
      System.out.printf(
          Locale.ROOT,
          "%nheap in use %.0f MB of %.0f MB%n",
          (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6,
          Runtime.getRuntime().maxMemory() / 1e6);
    }
    System.exit(0);
  }

  /** Small files with the metadata of images all over the sky, and a list of as many sources. */
  private static void fill(LocalDataLake lake, Path folder, int rows) throws IOException {
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {1});
    Random random = new Random(1);
    for (int first = 0; first < rows; first += FILES_OF_A_DATASET) {
      List<PublishedFile> files = new ArrayList<>();
      for (int i = first; i < Math.min(rows, first + FILES_OF_A_DATASET); i++) {
        files.add(
            new PublishedFile(Did.of("load", "image-" + i + ".fits"), bytes, image(random, i)));
      }
      lake.publish(Publication.of(Did.of("load", "set-" + first), files, List.of()));
    }
    StringBuilder csv = new StringBuilder("name,ra_deg,dec_deg,peak_jy_per_beam,flux_jy\n");
    for (int i = 0; i < rows; i++) {
      csv.append("s")
          .append(i)
          .append(',')
          .append(random.nextDouble() * 360)
          .append(',')
          .append(declination(random))
          .append(",0.1,0.2\n");
    }
    Path list = Files.writeString(folder.resolve("list"), csv);
    lake.publish(
        Publication.of(
            Did.of("load", "list"),
            List.of(
                new PublishedFile(
                    Did.of("load", "list.csv"),
                    list,
                    Map.of(
                        "dataproduct_type", "measurements",
                        "dataproduct_subtype", "sources",
                        "access_format", "text/csv"))),
            List.of()));
  }

  private static Map<String, Object> image(Random random, int i) {
    Map<String, Object> metadata = new HashMap<>();
    double ra = random.nextDouble() * 360;
    double dec = declination(random) * 0.98;
    double half = 0.05 + random.nextDouble() * 0.5;
    double wide = half / Math.cos(Math.toRadians(dec));
    metadata.put("dataproduct_type", "image");
    metadata.put("calib_level", 3);
    metadata.put("obs_collection", "survey-" + i % 7);
    metadata.put("obs_id", "obs-" + i);
    metadata.put("target_name", "field " + i % 5000);
    metadata.put("s_ra", ra);
    metadata.put("s_dec", dec);
    metadata.put("s_fov", 2.8 * half);
    metadata.put(
        "s_region",
        String.format(
            Locale.ROOT,
            "POLYGON ICRS %f %f %f %f %f %f %f %f",
            (ra + wide + 360) % 360,
            dec - half,
            (ra + wide + 360) % 360,
            dec + half,
            (ra - wide + 360) % 360,
            dec + half,
            (ra - wide + 360) % 360,
            dec - half));
    metadata.put("t_min", 60000 + i * 0.01);
    metadata.put("t_max", 60000.2 + i * 0.01);
    metadata.put("em_min", 0.2);
    metadata.put("em_max", 0.22);
    metadata.put("pol_states", "/I/");
    metadata.put("facility_name", i % 2 == 0 ? "MID" : "LOW");
    metadata.put("instrument_name", "B" + i % 5);
    metadata.put("access_format", "image/fits");
    return metadata;
  }

  private static double declination(Random random) {
    return Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
  }

  private static String cone(Random random) {
    return String.format(
        Locale.ROOT,
        "%f %f %f",
        random.nextDouble() * 360,
        declination(random),
        0.05 + random.nextDouble());
  }

  private static String sia(Random random) {
    return "/sia2/query?POS=" + encode("CIRCLE " + cone(random));
  }

  private static String json(Random random) {
    return "/api/v1/products?pos=" + encode("CIRCLE " + cone(random));
  }

  private static String tap(Random random) {
    return query(
        "SELECT * FROM ivoa.obscore WHERE 1=CONTAINS(POINT('ICRS', s_ra, s_dec), CIRCLE('ICRS', ",
        random,
        "))");
  }

  private static String tapSources(Random random) {
    return query(
        "SELECT * FROM fringe.sources WHERE 1=CONTAINS(POINT('ICRS', s_ra, s_dec), CIRCLE('ICRS', ",
        random,
        "))");
  }

  private static String tapOutlines(Random random) {
    return query(
        "SELECT obs_publisher_did FROM ivoa.obscore WHERE 1=INTERSECTS(s_region, CIRCLE('ICRS', ",
        random,
        "))");
  }

  private static String query(String before, Random random, String after) {
    return "/tap/sync?LANG=ADQL&QUERY=" + encode(before + cone(random).replace(" ", ", ") + after);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void run(
      String name, String base, int rate, int seconds, Function<Random, String> ask)
      throws InterruptedException {
    int count = rate * seconds;
    double[] millis = new double[count];
    AtomicInteger errors = new AtomicInteger();
    Random random = new Random(name.hashCode());
    long start = System.nanoTime();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        long due = start + i * 1_000_000_000L / rate;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        String path = ask.apply(random);
        int index = i;
        threads.execute(
            () -> {
              if (!isAnswered(client, base + path)) {
                errors.incrementAndGet();
              }
              millis[index] = (System.nanoTime() - due) * 1e-6;
            });
      }
    }
    double took = (System.nanoTime() - start) * 1e-9;
    if (!name.equals("warming up")) {
      Arrays.sort(millis);
      System.out.printf(
          Locale.ROOT,
          "%-28s %9d %9.0f %9.1f %9.1f %9.1f %7d%n",
          name,
          rate,
          count / took,
          millis[count / 2],
          millis[count * 99 / 100],
          millis[count - 1],
          errors.get());
    }
  }

  private static boolean isAnswered(HttpClient client, String address) {
    try {
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      return response.statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
