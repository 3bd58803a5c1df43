/** Polarisation products as telescopes write them, and the Stokes parameters made of them. */
package dev.fringe.imaging.polarisation;
