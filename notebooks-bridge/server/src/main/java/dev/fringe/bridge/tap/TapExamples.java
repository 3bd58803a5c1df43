package dev.fringe.bridge.tap;

import dev.fringe.bridge.web.Links;
import java.util.LinkedHashMap;
import java.util.Map;
import uk.ac.starlink.votable.VOSerializer;

/** Queries to begin with, as DALI's examples. */
final class TapExamples {

  private static final Map<String, String> EXAMPLES = examples();

  private TapExamples() {}

  private static Map<String, String> examples() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "Images that hold a position",
        """
        SELECT TOP 100 obs_publisher_did, target_name, s_resolution, access_url
        FROM ivoa.obscore
        WHERE dataproduct_type = 'image'
          AND 1 = CONTAINS(POINT('ICRS', 60, -35), s_region)
        """);
    all.put(
        "Bright sources near a position",
        """
        SELECT source_name, s_ra, s_dec, flux,
          DISTANCE(POINT('ICRS', s_ra, s_dec), POINT('ICRS', 60, -35)) AS away
        FROM fringe.sources
        WHERE DISTANCE(POINT('ICRS', s_ra, s_dec), POINT('ICRS', 60, -35)) < 0.5
          AND flux > 0.01
        ORDER BY flux DESC
        """);
    all.put(
        "Sources with the image they were found on",
        """
        SELECT s.source_name, s.flux, i.obs_publisher_did
        FROM fringe.sources AS s
        JOIN ivoa.obscore AS l ON l.obs_publisher_did = s.list_did
        JOIN ivoa.obscore AS i ON i.obs_id = l.obs_id AND i.dataproduct_subtype = 'restored'
        """);
    all.put(
        "How much of each telescope",
        """
        SELECT facility_name, dataproduct_type, COUNT(*) AS products, SUM(access_estsize) AS kbytes
        FROM ivoa.obscore
        GROUP BY facility_name, dataproduct_type
        ORDER BY products DESC
        """);
    return all;
  }

  static String page(Links links) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n")
        .append("<head><meta charset=\"utf-8\"/><title>Queries to begin with</title></head>\n")
        .append(
            "<body vocab=\"http://www.ivoa.net/rdf/examples#\">\n<h1>Queries to begin with</h1>\n");
    int number = 1;
    for (Map.Entry<String, String> example : EXAMPLES.entrySet()) {
      String id = "example" + number++;
      html.append("<div typeof=\"example\"")
          .append(VOSerializer.formatAttribute("id", id))
          .append(VOSerializer.formatAttribute("resource", "#" + id))
          .append(">\n<h2 property=\"name\">")
          .append(VOSerializer.formatText(example.getKey()))
          .append("</h2>\n<pre property=\"query\">")
          .append(VOSerializer.formatText(example.getValue()))
          .append("</pre>\n</div>\n");
    }
    return html.append("<p>Asked at ")
        .append(VOSerializer.formatText(links.to(TapService.PATH)))
        .append("</p>\n</body>\n</html>\n")
        .toString();
  }
}
