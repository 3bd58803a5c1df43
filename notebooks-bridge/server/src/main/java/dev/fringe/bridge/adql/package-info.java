/**
 * ADQL 2.1: parsed into a tree by JSqlParser, and written as the database's SQL from what the tree
 * holds. Only what is known is written: what isn't ADQL, or isn't there, is refused by name.
 */
package dev.fringe.bridge.adql;
