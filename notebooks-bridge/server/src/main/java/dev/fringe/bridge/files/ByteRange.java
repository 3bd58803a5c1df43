package dev.fringe.bridge.files;

/** Bytes from {@code from} to before {@code to}. */
record ByteRange(long from, long to) {

  long length() {
    return to - from;
  }

  /** As {@code Content-Range} has it. */
  String contentRange(long size) {
    return "bytes " + from + "-" + (to - 1) + "/" + size;
  }
}
