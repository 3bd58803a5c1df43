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
    Optional<String> volume) {
  public OperatorSettings {
    namespaces = Set.copyOf(namespaces);
  }
}
