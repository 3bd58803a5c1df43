/**
 * The demonstration: a made-up sky is observed, imaged, published, and compared with what was
 * found.
 */
package dev.fringe.pipelines.demo;
