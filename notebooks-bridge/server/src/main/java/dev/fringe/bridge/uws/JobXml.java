package dev.fringe.bridge.uws;

import java.util.List;
import java.util.Map;
import uk.ac.starlink.votable.VOSerializer;

/** Writes jobs as UWS 1.1 has them. */
final class JobXml {

  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String SPACES =
      " xmlns:uws=\"http://www.ivoa.net/xml/UWS/v1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
          + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" version=\"1.1\"";

  private JobXml() {}

  /**
   * @param address of the job
   */
  static String job(Job job, String address) {
    StringBuilder xml = new StringBuilder(HEAD).append("<uws:job").append(SPACES).append(">\n");
    element(xml, "jobId", job.id());
    if (!job.runId().isEmpty()) {
      element(xml, "runId", job.runId());
    }
    if (job.owner().isEmpty()) {
      nil(xml, "ownerId");
    } else {
      element(xml, "ownerId", job.owner());
    }
    element(xml, "phase", job.phase().name());
    nil(xml, "quote");
    element(xml, "creationTime", Jobs.time(job.created()));
    time(xml, "startTime", job.started());
    time(xml, "endTime", job.ended());
    element(xml, "executionDuration", Integer.toString(job.seconds()));
    element(xml, "destruction", Jobs.time(job.destruction()));
    xml.append(parameters(job, ""));
    xml.append(results(job, address, ""));
    if (job.phase() == Phase.ERROR) {
      xml.append("<uws:errorSummary type=\"fatal\" hasDetail=\"true\"><uws:message>")
          .append(VOSerializer.formatText(job.error()))
          .append("</uws:message></uws:errorSummary>\n");
    }
    return xml.append("</uws:job>\n").toString();
  }

  static String parameters(Job job) {
    return HEAD + parameters(job, SPACES.replace(" version=\"1.1\"", ""));
  }

  static String results(Job job, String address) {
    return HEAD + results(job, address, SPACES.replace(" version=\"1.1\"", ""));
  }

  private static String parameters(Job job, String spaces) {
    StringBuilder xml = new StringBuilder("<uws:parameters").append(spaces).append(">\n");
    for (Map.Entry<String, List<String>> entry : job.parameters().entrySet()) {
      for (String value : entry.getValue()) {
        xml.append("<uws:parameter")
            .append(VOSerializer.formatAttribute("id", entry.getKey()))
            .append('>')
            .append(VOSerializer.formatText(value))
            .append("</uws:parameter>\n");
      }
    }
    return xml.append("</uws:parameters>\n").toString();
  }

  private static String results(Job job, String address, String spaces) {
    StringBuilder xml = new StringBuilder("<uws:results").append(spaces).append(">\n");
    for (Job.Result result : job.results()) {
      xml.append("<uws:result")
          .append(VOSerializer.formatAttribute("id", result.name()))
          .append(VOSerializer.formatAttribute("xlink:href", address + "/results/" + result.name()))
          .append(VOSerializer.formatAttribute("mime-type", result.mediaType()))
          .append(VOSerializer.formatAttribute("size", Long.toString(result.bytes())))
          .append("/>\n");
    }
    return xml.append("</uws:results>\n").toString();
  }

  /**
   * @param base address of the list
   */
  static String list(List<Job> jobs, String base) {
    StringBuilder xml = new StringBuilder(HEAD).append("<uws:jobs").append(SPACES).append(">\n");
    for (Job job : jobs) {
      xml.append("<uws:jobref")
          .append(VOSerializer.formatAttribute("id", job.id()))
          .append(VOSerializer.formatAttribute("xlink:href", base + "/" + job.id()))
          .append(">\n");
      element(xml, "phase", job.phase().name());
      if (!job.runId().isEmpty()) {
        element(xml, "runId", job.runId());
      }
      element(xml, "creationTime", Jobs.time(job.created()));
      xml.append("</uws:jobref>\n");
    }
    return xml.append("</uws:jobs>\n").toString();
  }

  private static void time(StringBuilder xml, String name, String iso) {
    if (iso.isEmpty()) {
      nil(xml, name);
    } else {
      element(xml, name, Jobs.time(iso));
    }
  }

  private static void nil(StringBuilder xml, String name) {
    xml.append("<uws:").append(name).append(" xsi:nil=\"true\"/>\n");
  }

  private static void element(StringBuilder xml, String name, String value) {
    xml.append("<uws:")
        .append(name)
        .append('>')
        .append(VOSerializer.formatText(value))
        .append("</uws:")
        .append(name)
        .append(">\n");
  }
}
