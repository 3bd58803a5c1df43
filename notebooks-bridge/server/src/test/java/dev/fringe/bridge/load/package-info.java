/** Programs that print how the service bears load. */
package dev.fringe.bridge.load;
