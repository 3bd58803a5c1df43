/** Simple Image Access 2.0: images found by where, when and how they were made. */
package dev.fringe.bridge.sia;
