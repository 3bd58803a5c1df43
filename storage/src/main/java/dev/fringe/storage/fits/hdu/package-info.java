/**
 * FITS as bytes: headers, the units they describe and binary tables, read by ranges from files that
 * may be cut short or lie. Sizes are checked against the file before anything is allocated, and
 * every error names the file, the card and its value.
 */
package dev.fringe.storage.fits.hdu;
