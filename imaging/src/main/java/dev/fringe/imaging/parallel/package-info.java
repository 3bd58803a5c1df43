/**
 * Threads for the kernels: one small class, so that every kernel takes its share of the machine in
 * the same way.
 */
package dev.fringe.imaging.parallel;
