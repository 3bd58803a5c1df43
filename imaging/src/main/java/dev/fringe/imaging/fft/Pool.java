package dev.fringe.imaging.fft;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/** Hands out working memory to as many threads as ask, and keeps what they give back. */
final class Pool<T> {

  private final Supplier<T> maker;
  private final ArrayDeque<T> free = new ArrayDeque<>();

  Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  T take() {
    synchronized (free) {
      if (!free.isEmpty()) {
        return free.pop();
      }
    }
    return maker.get();
  }

  void giveBack(T item) {
    synchronized (free) {
      free.push(item);
    }
  }
}
