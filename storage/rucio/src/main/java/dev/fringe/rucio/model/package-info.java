/** What Rucio keeps: data identifiers, storage elements, replicas, rules. */
package dev.fringe.rucio.model;
