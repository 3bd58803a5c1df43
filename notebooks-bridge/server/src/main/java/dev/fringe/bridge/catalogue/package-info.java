/**
 * What is known of a lake's products, in the terms of the IVOA's ObsCore 1.1, and the questions
 * that can be asked about them.
 */
package dev.fringe.bridge.catalogue;
