/** What tests of every module need of a real API server. */
package dev.fringe.cluster.testing;
