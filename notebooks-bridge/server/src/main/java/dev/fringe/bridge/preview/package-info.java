/** Pictures of images and cubes, PNG, at the sizes that pages and tables want. */
package dev.fringe.bridge.preview;
