package dev.fringe.bridge.tap;

import dev.fringe.bridge.OnPostgres;

@OnPostgres
class TapOnPostgresTest extends TapTest {}
