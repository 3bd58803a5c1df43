package dev.fringe.imaging.gridding;

import java.util.Arrays;

/**
 * Stretches of neighbouring channels of one row that fall into one bucket, sorted by bucket: far
 * fewer things to sort than samples.
 */
final class SampleRuns {

  private static final int DIGIT_BITS = 11;

  private int size;
  private int[] buckets = new int[1024];

  /** Row, counted over all blocks. */
  private int[] rows = new int[1024];

  private int[] firstChannels = new int[1024];
  private int[] lengths = new int[1024];
  private int[] order;

  void add(int bucket, int row, int firstChannel, int length) {
    if (size == buckets.length) {
      int capacity = Math.addExact(size, size / 2);
      buckets = Arrays.copyOf(buckets, capacity);
      rows = Arrays.copyOf(rows, capacity);
      firstChannels = Arrays.copyOf(firstChannels, capacity);
      lengths = Arrays.copyOf(lengths, capacity);
    }
    buckets[size] = bucket;
    rows[size] = row;
    firstChannels[size] = firstChannel;
    lengths[size] = length;
    size++;
  }

  int size() {
    return size;
  }

  /** Sorts by bucket, keeping the order of rows and channels within one (radix sort). */
  void sort() {
    order = new int[size];
    int[] other = new int[size];
    int largest = 0;
    for (int i = 0; i < size; i++) {
      order[i] = i;
      largest = Math.max(largest, buckets[i]);
    }
    for (int shift = 0; shift < 31 && largest >> shift > 0; shift += DIGIT_BITS) {
      int[] starts = new int[(1 << DIGIT_BITS) + 1];
      int mask = (1 << DIGIT_BITS) - 1;
      for (int i = 0; i < size; i++) {
        starts[(buckets[i] >> shift & mask) + 1]++;
      }
      for (int d = 0; d < mask; d++) {
        starts[d + 1] += starts[d];
      }
      for (int i = 0; i < size; i++) {
        other[starts[buckets[order[i]] >> shift & mask]++] = order[i];
      }
      int[] swap = order;
      order = other;
      other = swap;
    }
  }

  int bucket(int i) {
    return buckets[order[i]];
  }

  int row(int i) {
    return rows[order[i]];
  }

  int firstChannel(int i) {
    return firstChannels[order[i]];
  }

  int length(int i) {
    return lengths[order[i]];
  }
}
