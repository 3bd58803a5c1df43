/**
 * Who may have what: bearer tokens, embargoes, collections of groups, and how much of it. Off
 * unless the settings name an issuer of tokens.
 */
package dev.fringe.bridge.access;
