package dev.fringe.bridge.soda;

import dev.fringe.bridge.OnPostgres;

@OnPostgres
class SodaOnPostgresTest extends SodaTest {}
