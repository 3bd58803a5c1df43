/**
 * The Kubernetes resource definitions, made of what the records declare: nothing about a field is
 * said twice.
 */
package dev.fringe.workflow.crd;
