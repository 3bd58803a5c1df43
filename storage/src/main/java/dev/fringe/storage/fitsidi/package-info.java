/** FITS-IDI: visibilities as binary tables, as correlators write them (AIPS memo 114). */
package dev.fringe.storage.fitsidi;
