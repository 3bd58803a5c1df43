/**
 * Programs that measure the kernels against others' and print tables, and JMH benchmarks of the
 * small ones; nothing here is shipped.
 */
package dev.fringe.imaging.benchmarks;
