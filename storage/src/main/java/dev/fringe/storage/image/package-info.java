/** Images in FITS: headers that other programs understand, written whole or not at all. */
package dev.fringe.storage.image;
