/**
 * What the IVOA's services have in common: DALI's parameters, answers and errors as VOTables, and
 * the self-descriptions of VOSI.
 */
package dev.fringe.bridge.vo;
