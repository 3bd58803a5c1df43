/** The command line. Exit codes: 0 done, 2 bad usage or workflow, 3 bad data, 4 failed. */
package dev.fringe.pipelines.cli;
