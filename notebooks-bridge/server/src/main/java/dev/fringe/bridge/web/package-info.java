/**
 * The web server: what all endpoints share. A part of the service is an {@link
 * dev.fringe.bridge.web.Endpoints} made with the {@link dev.fringe.bridge.web.BridgeContext}.
 */
package dev.fringe.bridge.web;
