/**
 * UVFITS: visibilities as random groups (AIPS memo 117), as telescopes and programs have written
 * them over forty years, and as other programs want them.
 */
package dev.fringe.storage.uvfits;
