package dev.fringe.pipelines.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Flink session cluster on this computer's loopback: a JobManager and TaskManagers of two slots,
 * each a process, from the Flink jars that the tests themselves have. Neither Beam nor Fringe is on
 * its class path: they come with the job, as on any cluster.
 */
final class FlinkCluster implements AutoCloseable {

  /** By file name: Flink, and what a Flink distribution brings along. */
  private static final Pattern FLINK_JARS =
      Pattern.compile(
          "(flink-|slf4j-api-|logback-|commons-|kryo-|minlog-|objenesis-|chill-java-|snappy-java-"
              + "|lz4-java-|javassist-|jsr305-|async-profiler-|snakeyaml-engine-).*\\.jar");

  private static final Duration STARTING = Duration.ofMinutes(3);

  /** How long nothing is heard of a TaskManager that is lost. */
  private static final Duration MISSED_SOON = Duration.ofSeconds(6);

  private static final Duration MISSED_LATE = Duration.ofMinutes(2);
  private static final String LOOPBACK = "127.0.0.1";

  private final Path folder;
  private final FlinkRest rest;
  private final String address;
  private final List<JavaProcess> processes = new ArrayList<>();
  private final List<JavaProcess> taskManagers = new ArrayList<>();

  private FlinkCluster(Path folder, int restPort) {
    this.folder = folder;
    this.address = LOOPBACK + ":" + restPort;
    this.rest = new FlinkRest(address);
  }

  /**
   * Starts a cluster, and waits until all its TaskManagers have registered.
   *
   * @param folder for its configuration, logs and temporary files
   */
  static FlinkCluster start(Path folder, int taskManagers)
      throws IOException, InterruptedException {
    return start(
        folder,
        taskManagers,
        MISSED_SOON,
        Map.of(),
        List.of("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"));
  }

  /**
   * The same in application mode: the JobManager itself executes the command line.
   *
   * @param environment of the JobManager
   */
  static FlinkCluster ofOneRun(
      Path folder, int taskManagers, Map<String, String> environment, List<String> commandLine)
      throws IOException, InterruptedException {
    List<String> program =
        new ArrayList<>(
            List.of(ApplicationCluster.class.getName(), FringeCommand.jar().toString()));
    program.addAll(commandLine);
    // It does not try again: a busy machine must not look like a lost one.
    return start(folder, taskManagers, MISSED_LATE, environment, program);
  }

  private static FlinkCluster start(
      Path folder,
      int taskManagers,
      Duration missedAfter,
      Map<String, String> environment,
      List<String> jobManager)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int restPort;
    int rpcPort;
    try (ServerSocket one = freePort();
        ServerSocket other = freePort()) {
      restPort = one.getLocalPort();
      rpcPort = other.getLocalPort();
    }
    FlinkCluster cluster = new FlinkCluster(folder, restPort);
    try {
      cluster.configure(restPort, rpcPort, missedAfter);
      cluster.launch("jobmanager", "-Xmx512m", environment, jobManager);
      for (int i = 0; i < taskManagers; i++) {
        cluster.startTaskManager();
      }
      cluster.awaitTaskManagers(taskManagers);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** Where jobs are sent, {@code host:port}. */
  String address() {
    return address;
  }

  FlinkRest rest() {
    return rest;
  }

  /** Starts one more TaskManager, and does not wait for it. */
  void startTaskManager() throws IOException {
    taskManagers.add(
        launch(
            "taskmanager-" + taskManagers.size(),
            "-Xmx1g",
            Map.of(),
            List.of("org.apache.flink.runtime.taskexecutor.TaskManagerRunner")));
  }

  /** Ends a TaskManager at once, counted from 0 in the order of their start. */
  void kill(int taskManager) {
    taskManagers.get(taskManager).kill();
  }

  /** Waits until the cluster counts so many TaskManagers. */
  void awaitTaskManagers(int count) throws InterruptedException {
    Patience.await(
        count + " TaskManagers registered",
        STARTING,
        () -> {
          if (taskManagers.stream().filter(JavaProcess::isAlive).count() < count) {
            throw new AssertionError("a TaskManager has ended by itself\n" + logs());
          }
          return rest.taskManagers() == count ? Optional.of(count) : Optional.empty();
        },
        this::logs);
  }

  /** The ends of all logs, for the message of a test that fails. */
  String logs() {
    return processes.stream().map(JavaProcess::tail).collect(Collectors.joining("\n"));
  }

  /**
   * Starts a process.
   *
   * @param program the class, and what it is told besides its configuration's folder
   */
  private JavaProcess launch(
      String name, String heap, Map<String, String> environment, List<String> program)
      throws IOException {
    Path temporary = Files.createDirectories(folder.resolve(name));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                heap,
                "-Djava.io.tmpdir=" + temporary,
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                "-cp",
                classPath(),
                program.getFirst(),
                "--configDir",
                folder.toString()));
    arguments.addAll(program.subList(1, program.size()));
    JavaProcess process = JavaProcess.start(name, folder, environment, arguments);
    processes.add(process);
    return process;
  }

  private static String classPath() {
    return Stream.concat(
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(
                    entry -> FLINK_JARS.matcher(Path.of(entry).getFileName().toString()).matches()),
            Stream.of(ApplicationCluster.folder().toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK));
  }

  private void configure(int restPort, int rpcPort, Duration missedAfter) throws IOException {
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        jobmanager.rpc.address: %1$s
        jobmanager.rpc.port: %3$d
        jobmanager.bind-host: %1$s
        rest.address: %1$s
        rest.bind-address: %1$s
        rest.port: %2$d
        rest.bind-port: %2$d
        taskmanager.host: %1$s
        taskmanager.bind-host: %1$s
        taskmanager.numberOfTaskSlots: 2
        taskmanager.cpu.cores: 2
        taskmanager.memory.framework.heap.size: 128mb
        taskmanager.memory.framework.off-heap.size: 128mb
        taskmanager.memory.task.heap.size: 896mb
        taskmanager.memory.task.off-heap.size: 0mb
        taskmanager.memory.managed.size: 64mb
        taskmanager.memory.network.min: 256mb
        taskmanager.memory.network.max: 256mb
        taskmanager.memory.jvm-metaspace.size: 256mb
        taskmanager.memory.jvm-overhead.min: 192mb
        taskmanager.memory.jvm-overhead.max: 192mb
        cluster.evenly-spread-out-slots: true
        heartbeat.interval: 1000
        pekko.ask.timeout: 60 s
        heartbeat.timeout: %5$d
        io.tmp.dirs: %4$s
        """
            .formatted(
                LOOPBACK,
                restPort,
                rpcPort,
                Files.createDirectories(folder.resolve("io")),
                missedAfter.toMillis()));
    Files.writeString(
        folder.resolve("logback.xml"),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n</pattern></encoder>
          </appender>
          <root level="INFO"><appender-ref ref="out"/></root>
        </configuration>
        """);
  }

  @Override
  public void close() {
    rest.close();
    processes.reversed().forEach(JavaProcess::close);
  }
}
