/**
 * Products as Arrow record batches over Arrow Flight, for notebooks and programs: images and cubes,
 * tables, visibilities. {@link dev.fringe.bridge.flight.FlightGateway} is the server; {@link
 * dev.fringe.bridge.flight.TicketReader} tells what a ticket may say; each kind of product is an
 * {@link dev.fringe.bridge.flight.ArrowProduct}.
 */
package dev.fringe.bridge.flight;
