package dev.fringe.bridge.srcnet;

import dev.fringe.bridge.OnPostgres;

@OnPostgres
class DataManagementOnPostgresTest extends DataManagementTest {}
