package dev.fringe.bridge.sia;

import dev.fringe.bridge.OnPostgres;

@OnPostgres
class SiaQueryOnPostgresTest extends SiaQueryTest {}
