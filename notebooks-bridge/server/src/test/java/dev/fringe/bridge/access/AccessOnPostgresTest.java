package dev.fringe.bridge.access;

import dev.fringe.bridge.OnPostgres;

@OnPostgres
class AccessOnPostgresTest extends AccessTest {}
