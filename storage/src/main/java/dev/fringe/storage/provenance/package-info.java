/**
 * How something came to be, in the terms of the IVOA's Provenance Data Model 1.0 and of the W3C's
 * PROV-DM that it is built upon.
 */
package dev.fringe.storage.provenance;
