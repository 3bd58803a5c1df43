package dev.fringe.bridge.catalogue;

import dev.fringe.storage.lake.Did;

/**
 * A source of a published list. Angles are ICRS and in degrees, sizes FWHM in arcseconds; NaN where
 * not known.
 *
 * @param list DID of the list's file
 * @param name of the source
 * @param raDegrees right ascension
 * @param decDegrees declination
 * @param raErrorArcsec standard error along right ascension
 * @param decErrorArcsec standard error along declination
 * @param peakJyPerBeam peak brightness
 * @param peakErrorJyPerBeam its standard error
 * @param fluxJy integrated flux density
 * @param fluxErrorJy its standard error
 * @param noiseJyPerBeam noise about it
 * @param majorArcsec fitted size
 * @param minorArcsec fitted size
 * @param positionAngleDegrees of the long axis, north through east
 */
public record Source(
    Did list,
    String name,
    double raDegrees,
    double decDegrees,
    double raErrorArcsec,
    double decErrorArcsec,
    double peakJyPerBeam,
    double peakErrorJyPerBeam,
    double fluxJy,
    double fluxErrorJy,
    double noiseJyPerBeam,
    double majorArcsec,
    double minorArcsec,
    double positionAngleDegrees) {}
