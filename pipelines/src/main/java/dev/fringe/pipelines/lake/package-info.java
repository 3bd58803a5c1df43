/**
 * {@code fringe lake}: the data lake for people and scripts. Lists, shows, downloads, uploads,
 * watches rules, verifies bytes, and checks that the settings work, whatever kind the lake is of.
 */
package dev.fringe.pipelines.lake;
