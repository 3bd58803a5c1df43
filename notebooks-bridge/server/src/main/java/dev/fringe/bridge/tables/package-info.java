/** The tables that may be asked for by ADQL: what they are called, hold and mean. */
package dev.fringe.bridge.tables;
