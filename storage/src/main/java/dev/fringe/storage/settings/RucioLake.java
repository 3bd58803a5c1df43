package dev.fringe.storage.settings;

import java.util.List;

/**
 * A lake whose names, replicas and rules Rucio keeps.
 *
 * @param url of its REST server
 * @param authUrl of the server that signs in, where that is another; else the same as {@code url}
 * @param account that is acted as
 * @param signIn how it is proved
 * @param plainHttp whether {@code http://} may leave this machine
 * @param caFile certificates in PEM that are trusted besides the system's; empty for none
 * @param prefer RSE expressions: replicas are read from RSEs of the first that matches
 * @param upload RSE expression of where new files go first; empty for wherever is writable
 */
public record RucioLake(
    String url,
    String authUrl,
    String account,
    SignIn signIn,
    boolean plainHttp,
    String caFile,
    List<String> prefer,
    String upload)
    implements LakeSettings {

  public RucioLake {
    prefer = List.copyOf(prefer);
  }

  @Override
  public String describe() {
    return "Rucio at %s, account %s".formatted(url, account);
  }
}
