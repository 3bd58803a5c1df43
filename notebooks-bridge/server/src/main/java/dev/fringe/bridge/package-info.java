/**
 * Serves what is in a data lake, to VO tools, programs and people. {@link dev.fringe.bridge.Bridge}
 * puts the service together; each part of it registers its own endpoints.
 */
package dev.fringe.bridge;
