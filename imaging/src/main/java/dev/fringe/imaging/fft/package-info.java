/**
 * Fourier transforms of any size 2^a·3^b·5^c, in one and two dimensions, float and double, on split
 * real and imaginary arrays: the part of imaging that everything else waits for.
 *
 * <p>Columns are transformed many at a time, one to a vector lane; rows are transposed into lanes.
 * Code is written once for float; the build makes the double twin.
 */
package dev.fringe.imaging.fft;
