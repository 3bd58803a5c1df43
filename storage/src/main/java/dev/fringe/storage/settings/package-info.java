/**
 * The user's settings: which lakes there are, how they and the object stores are reached, and where
 * credentials are found. One YAML file, checked strictly; never a secret in it, so that what was
 * read may be shown, logged, and sent to workers, which find the credentials themselves.
 */
package dev.fringe.storage.settings;
