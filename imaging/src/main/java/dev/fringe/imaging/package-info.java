/**
 * The mathematics of radio imaging, usable as a library: no I/O, no Beam, no Kubernetes. What is
 * shared by all its packages stands here; each kernel has a package of its own.
 */
package dev.fringe.imaging;
