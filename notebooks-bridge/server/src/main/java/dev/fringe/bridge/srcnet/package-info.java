/** The calls of SRCNet's data management API that its clients make of a service like this. */
package dev.fringe.bridge.srcnet;
