package dev.fringe.imaging.gridding;

/**
 * Where the wall time of a gridder went, added over its passes, in seconds.
 *
 * @param gridding spreading samples onto planes, or collecting them
 * @param transforms Fourier transforms along rows, with the copying around them
 * @param screens Fourier transforms along columns together with the w screens
 * @param pixels the image's pixels from those of the planes, and the kernel's correction
 */
public record GriddingTimes(double gridding, double transforms, double screens, double pixels) {}
