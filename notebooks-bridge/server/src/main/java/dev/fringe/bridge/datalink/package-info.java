/** DataLink 1.1: what belongs to a product, and the services that work on it. */
package dev.fringe.bridge.datalink;
