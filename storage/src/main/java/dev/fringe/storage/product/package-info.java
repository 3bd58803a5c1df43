/**
 * What is told about a product when it is published, in the terms of the IVOA's ObsCore 1.1, so
 * that catalogues of observations find it.
 */
package dev.fringe.storage.product;
