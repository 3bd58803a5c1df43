/**
 * What commands share in speaking with people and shells: one progress bar, plain lines where there
 * is no terminal, exit codes.
 */
package dev.fringe.pipelines.console;
