package dev.fringe.pipelines.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * A serialised record. Only Fringe's own records and the Java library's plain values are ever read
 * back.
 *
 * @param type its class, for people
 * @param bytes its serialised form
 */
record Frozen(String type, byte[] bytes) {

  private static final ObjectInputFilter OURS =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=40;dev.fringe.**;java.lang.*;java.util.*;java.time.*;!*");

  static Frozen of(Serializable value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return new Frozen(value.getClass().getName(), bytes.toByteArray());
  }

  <T extends Serializable> T thaw(Class<T> expected) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      in.setObjectInputFilter(OURS);
      return expected.cast(in.readObject());
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IOException(
          "the run's store holds a %s where a %s is expected; it is of another version of Fringe"
              .formatted(type, expected.getName()),
          e);
    }
  }
}
