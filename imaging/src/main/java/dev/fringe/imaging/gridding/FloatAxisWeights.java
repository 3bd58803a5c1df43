package dev.fringe.imaging.gridding;

/** For each output of an axis the run of inputs that it is a weighted sum of. */
@SuppressWarnings("cast") // Casts to float are redundant in the double twin.
final class FloatAxisWeights {

  private final int inputs;
  private final int[] first;

  /** Where the weights of each output begin; one more than there are outputs. */
  private final int[] begin;

  private final float[] weights;

  private FloatAxisWeights(int inputs, int[] first, int[] begin, float[] weights) {
    this.inputs = inputs;
    this.first = first;
    this.begin = begin;
    this.weights = weights;
  }

  /** From coarse pixels to the wanted ones. */
  static FloatAxisWeights finer(FinerAxis axis) {
    int taps = axis.taps();
    int[] first = new int[axis.fine()];
    int[] begin = new int[axis.fine() + 1];
    float[] weights = new float[axis.fine() * taps];
    for (int x = 0; x < axis.fine(); x++) {
      first[x] = axis.first(x);
      begin[x + 1] = begin[x] + taps;
      for (int tap = 0; tap < taps; tap++) {
        weights[begin[x] + tap] = (float) axis.weight(x, tap);
      }
    }
    return new FloatAxisWeights(axis.coarse(), first, begin, weights);
  }

  /** The adjoint: inputs and outputs change places, weights stay. */
  FloatAxisWeights transposed() {
    int[] count = new int[inputs];
    int[] from = new int[inputs];
    for (int x = outputs() - 1; x >= 0; x--) {
      for (int i = first[x]; i < first[x] + count(x); i++) {
        count[i]++;
        // Runs begin later as x grows: the outputs that have a share in an input are neighbours.
        from[i] = x;
      }
    }
    int[] start = new int[inputs + 1];
    for (int i = 0; i < inputs; i++) {
      start[i + 1] = start[i] + count[i];
    }
    float[] turned = new float[weights.length];
    for (int i = 0; i < inputs; i++) {
      for (int k = 0; k < count[i]; k++) {
        int x = from[i] + k;
        turned[start[i] + k] = weights[begin[x] + i - first[x]];
      }
    }
    return new FloatAxisWeights(outputs(), from, start, turned);
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return first.length;
  }

  int firstInput(int output) {
    return first[output];
  }

  /** Number of inputs of an output; none is possible. */
  int count(int output) {
    return begin[output + 1] - begin[output];
  }

  /** Where its weights begin in {@link #weights()}. */
  int begin(int output) {
    return begin[output];
  }

  float[] weights() {
    return weights;
  }
}
