package dev.fringe.bridge.files;

import dev.fringe.bridge.TestSite;
import dev.fringe.bridge.TestSite.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A program: many clients download a file at once while one reads nearly nothing, beside the same
 * bytes from a file to a socket with no service between. Prints both speeds, and how much memory
 * the JVM, clients included, holds after a collection and at most.
 *
 * <p>Arguments: clients (64), megabytes of the file (64).
 */
public final class DownloadLoad {

  private DownloadLoad() {}

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    int clients = args.length > 0 ? Integer.parseInt(args[0]) : 64;
    int megabytes = args.length > 1 ? Integer.parseInt(args[1]) : 64;
    byte[] bytes = new byte[megabytes << 20];
    new Random(1).nextBytes(bytes);
    Path folder = Files.createTempDirectory("fringe-load");
    try (TestSite site = TestSite.in(folder)) {
      site.publish(
          "load:set", Map.of("big.fits", new Content(bytes, TestSite.image("big", 1, 1, 1))));
      bytes = new byte[0];
      Path file =
          site.lake()
              .replicas(dev.fringe.storage.lake.Did.parse("load:big.fits"))
              .getFirst()
              .localPath()
              .orElseThrow();
      URI at = URI.create(site.address());
      try (Socket slow = request(at)) {
        slow.getInputStream().readNBytes(1000);
        download(at, clients / 4 + 1);
        long plain = plain(file, clients);
        long served = download(at, clients);
        double total = (double) clients * Files.size(file) / 1e6;
        System.out.printf(
            "%d clients x %d MB: by the service %.0f MB/s, from file to socket %.0f MB/s, ratio"
                + " %.2f%n",
            clients, megabytes, total / served * 1e9, total / plain * 1e9, (double) plain / served);
        System.out.printf(
            "heap in use after a collection %d MB of at most %d MB; the slow client is still"
                + " served%n",
            used() >> 20, Runtime.getRuntime().maxMemory() >> 20);
      }
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static Socket request(URI at) throws IOException {
    Socket socket = new Socket(at.getHost(), at.getPort());
    socket
        .getOutputStream()
        .write(
            "GET /files/load/big.fits HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static long download(URI at, int clients)
      throws InterruptedException, ExecutionException {
    return timed(clients, () -> request(at));
  }

  /** The same by as little as can be. */
  private static long plain(Path file, int clients)
      throws IOException, InterruptedException, ExecutionException {
    try (ServerSocket server = new ServerSocket(0, clients, InetAddress.getLoopbackAddress());
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      var unusedAccepting =
          senders.submit(
              () -> {
                for (int i = 0; i < clients; i++) {
                  Socket socket = server.accept();
                  var unusedSending =
                      senders.submit(
                          () -> {
                            try (socket;
                                InputStream in = Files.newInputStream(file);
                                OutputStream out = socket.getOutputStream()) {
                              byte[] piece = new byte[1 << 18];
                              for (int n = in.read(piece); n > 0; n = in.read(piece)) {
                                out.write(piece, 0, n);
                              }
                            }
                            return null;
                          });
                }
                return null;
              });
      return timed(
          clients, () -> new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()));
    }
  }

  private interface Opener {
    Socket open() throws IOException;
  }

  private static long timed(int clients, Opener opener)
      throws InterruptedException, ExecutionException {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(
            readers.submit(
                () -> {
                  start.await();
                  try (Socket socket = opener.open()) {
                    InputStream in = socket.getInputStream();
                    byte[] piece = new byte[1 << 18];
                    long count = 0;
                    for (int n = in.read(piece); n > 0; n = in.read(piece)) {
                      count += n;
                    }
                    return count;
                  }
                }));
      }
      long begin = System.nanoTime();
      start.countDown();
      for (Future<Long> one : all) {
        one.get();
      }
      return System.nanoTime() - begin;
    }
  }
}
