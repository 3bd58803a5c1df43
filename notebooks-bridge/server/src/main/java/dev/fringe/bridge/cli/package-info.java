/** {@code fringe serve}. */
package dev.fringe.bridge.cli;
