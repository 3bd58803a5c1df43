/**
 * The doctor: examines step by step whether the settings work, and says what to do where they do
 * not. Nothing is changed unless that was asked for; no finding holds a secret.
 */
package dev.fringe.pipelines.lake.check;
