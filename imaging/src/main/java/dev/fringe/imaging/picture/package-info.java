/** How the brightness of an image becomes colours: the same in pictures and in a browser. */
package dev.fringe.imaging.picture;
