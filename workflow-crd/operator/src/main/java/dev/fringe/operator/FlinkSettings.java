package dev.fringe.operator;

/**
 * How workflows with the engine {@code FlinkDeployment} are launched, by Flink's Kubernetes
 * operator.
 *
 * @param image what JobManagers and TaskManagers run: Flink, and Fringe's jar at {@code
 *     /opt/fringe/fringe.jar}
 * @param serviceAccount theirs; a JobManager starts and ends its TaskManagers by its rights
 * @param taskManagers how many a workflow gets that does not say how many parts of it work at once
 * @param jobManagerMemory of a JobManager, as Kubernetes writes it; a TaskManager has a job's
 */
public record FlinkSettings(
    String image, String serviceAccount, int taskManagers, String jobManagerMemory) {}
