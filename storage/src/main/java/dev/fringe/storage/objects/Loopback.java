package dev.fringe.storage.objects;

import java.net.URI;

/** Whether an address stays on this machine, told from its text: nothing is looked up. */
public final class Loopback {

  private Loopback() {}

  public static boolean is(URI address) {
    String host = address.getHost();
    return host != null
        && (host.equals("localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.\\d{1,3}){3}"));
  }
}
