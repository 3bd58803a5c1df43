/** Where schedules look for files: object stores and data lakes, by the settings of a run. */
package dev.fringe.sources;
