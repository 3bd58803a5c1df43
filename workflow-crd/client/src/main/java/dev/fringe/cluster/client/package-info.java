/**
 * The workflows of a cluster, for whoever shows them to people: the command line, and the service.
 */
package dev.fringe.cluster.client;
