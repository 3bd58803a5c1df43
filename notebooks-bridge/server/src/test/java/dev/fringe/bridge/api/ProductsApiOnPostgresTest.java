package dev.fringe.bridge.api;

import dev.fringe.bridge.OnPostgres;

@OnPostgres
class ProductsApiOnPostgresTest extends ProductsApiTest {}
