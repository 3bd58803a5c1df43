/** Regions of the sky, their relations, and the cells by which what lies in them is found. */
package dev.fringe.bridge.sky;
