/** The Table Access Protocol 1.1: queries in ADQL over what is published, at once or as jobs. */
package dev.fringe.bridge.tap;
