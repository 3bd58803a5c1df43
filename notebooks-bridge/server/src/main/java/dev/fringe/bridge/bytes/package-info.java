/** Bytes of the lake, on their way out. */
package dev.fringe.bridge.bytes;
