/**
 * One node of a cluster, as far as tests need one: pods of known images are started on this machine
 * as processes, with their volumes, their rights and a read-only root.
 */
package dev.fringe.deploy.node;
