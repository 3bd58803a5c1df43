/** What UVFITS and FITS-IDI share: axes, baseline codes, station frames, sources, equinoxes. */
package dev.fringe.storage.fits.uv;
