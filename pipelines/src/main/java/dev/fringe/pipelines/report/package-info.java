/**
 * What a run tells those who run it for somebody: how far it is, on a page, and how it ended, in a
 * file. On a cluster the operator reads both, so that the job itself needs no right to anything.
 */
package dev.fringe.pipelines.report;
