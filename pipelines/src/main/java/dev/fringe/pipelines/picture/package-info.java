/**
 * Pictures for people: images of the sky with coordinates, colour bar and beam, and density plots
 * of millions of points. Java2D without a display; every picture is a PNG of bounded size.
 */
package dev.fringe.pipelines.picture;
