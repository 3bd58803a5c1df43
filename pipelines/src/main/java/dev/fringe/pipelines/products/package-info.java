/** From arrays to what people open: FITS images, the picture, the list of sources, the summary. */
package dev.fringe.pipelines.products;
