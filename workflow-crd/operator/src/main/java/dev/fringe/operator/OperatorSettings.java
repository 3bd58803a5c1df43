package dev.fringe.operator;

import java.util.Optional;
import java.util.Set;

/**
 * How an operator works.
 *
 * @param namespaces those it watches; empty for all
 * @param image what jobs run; its entry point is Fringe's launcher
 * @param workingAtOnce how many workflows of a namespace work at once
 * @param cpu what a job's pod asks for and may use, as Kubernetes writes it
 * @param memory the same
 * @param settings a ConfigMap whose {@code fringe.yaml} names lakes and servers
 * @param credentials a Secret whose entries become the job's environment
 * @param serviceAccount the job's; it needs no rights, and gets no token
 * @param volume a PersistentVolumeClaim that jobs see at {@code /lake}: a local lake, and files to
 *     read
 * @param workingInAll how many workflows work at once in all namespaces together, whose places are
 *     shared fairly among them; empty for no such limit
 * @param flinkSession {@code host:port} of the REST interface of a Flink session cluster, which
 *     workflows with the engine {@code FlinkSession} use; empty for none
 * @param flinkDeployments how those with the engine {@code FlinkDeployment} are launched; empty
 *     where there is no Flink operator
 */
public record OperatorSettings(
    Set<String> namespaces,
    String image,
    int workingAtOnce,
    String cpu,
    String memory,
    Optional<String> settings,
    Optional<String> credentials,
    Optional<String> serviceAccount,
    Optional<String> volume,
    Optional<Integer> workingInAll,
    Optional<String> flinkSession,
    Optional<FlinkSettings> flinkDeployments) {

  /** Without a limit for all namespaces together, and without Flink clusters. */
  public OperatorSettings(
      Set<String> namespaces,
      String image,
      int workingAtOnce,
      String cpu,
      String memory,
      Optional<String> settings,
      Optional<String> credentials,
      Optional<String> serviceAccount,
      Optional<String> volume) {
    this(
        namespaces,
        image,
        workingAtOnce,
        cpu,
        memory,
        settings,
        credentials,
        serviceAccount,
        volume,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public OperatorSettings {
    namespaces = Set.copyOf(namespaces);
  }
}
