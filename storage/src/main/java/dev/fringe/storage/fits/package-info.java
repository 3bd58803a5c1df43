/**
 * What UVFITS and FITS-IDI have in common: headers, tables, and what these say of an array and its
 * data.
 */
package dev.fringe.storage.fits;
