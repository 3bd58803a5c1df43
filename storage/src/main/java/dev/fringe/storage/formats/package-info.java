/** Files of visibilities, told apart by what they say and not by their names. */
package dev.fringe.storage.formats;
