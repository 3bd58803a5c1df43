/** Signing in: what one signs in with, and a session that keeps a valid token. */
package dev.fringe.rucio.auth;
