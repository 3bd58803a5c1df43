package dev.fringe.storage.settings;

import java.io.Serializable;

/** How a data lake is reached. */
public sealed interface LakeSettings extends Serializable permits LocalLake, RucioLake {

  /** What and where it is, in a few words. */
  String describe();
}
