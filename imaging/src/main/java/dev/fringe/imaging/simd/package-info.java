/**
 * The one place where it is decided whether kernels run on the Vector API or in plain Java, so that
 * the incubating API stays behind one door.
 */
package dev.fringe.imaging.simd;
