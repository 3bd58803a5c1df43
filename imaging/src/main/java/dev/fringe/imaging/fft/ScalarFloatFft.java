package dev.fringe.imaging.fft;

/** One-dimensional transform in plain Java. */
final class ScalarFloatFft extends FloatFft {

  private final ScalarFloatStages stages;

  ScalarFloatFft(int size) {
    super(size);
    this.stages = new ScalarFloatStages(size);
  }

  @Override
  public void transform(float[] re, float[] im, int offset, Direction direction) {
    float[] workRe = new float[size()];
    float[] workIm = new float[size()];
    boolean forward = direction == Direction.FORWARD;
    stages.forward(forward ? re : im, forward ? im : re, offset, workRe, workIm, 1);
  }
}
