/**
 * What people type to have workflows worked on by a Kubernetes cluster: submit, get, logs, cancel.
 */
package dev.fringe.cluster;
