/** The JSON API, for programs and the web page. */
package dev.fringe.bridge.api;
