/** Passwords and tokens, wrapped so that printing one shows nothing. */
package dev.fringe.rucio.secret;
