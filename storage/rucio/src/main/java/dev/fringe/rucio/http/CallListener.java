package dev.fringe.rucio.http;

/** Told of every request sent, retries included; for counting and metrics. */
@FunctionalInterface
public interface CallListener {

  CallListener NONE = call -> {};

  void called(Call call);
}
