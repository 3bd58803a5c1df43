/** The description of the JSON API, and a page to browse it. */
package dev.fringe.bridge.docs;
