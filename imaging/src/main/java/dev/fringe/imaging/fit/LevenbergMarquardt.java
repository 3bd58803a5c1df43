package dev.fringe.imaging.fit;

import java.util.Optional;

/**
 * Non-linear least squares by Levenberg's and Marquardt's damping of the normal equations
 * (Marquardt 1963), with the parameters scaled by the diagonal as in Moré 1978.
 */
public final class LevenbergMarquardt {

  private static final int ITERATIONS = 200;
  private static final double CONVERGED = 1e-12;
  private static final double HOPELESS_DAMPING = 1e14;

  private LevenbergMarquardt() {}

  /** A model with parameters, to be compared with data. */
  public interface Model {

    /**
     * @param parameters one of each
     * @param residuals filled with model minus data, for each datum
     * @param jacobian filled with derivatives of the residuals, {@code [datum][parameter]}
     * @return whether the parameters are permitted; if not, the arrays mean nothing
     */
    boolean evaluate(double[] parameters, double[] residuals, double[][] jacobian);
  }

  /**
   * @param parameters at the minimum
   * @param sumOfSquares of the residuals there
   */
  public record Fit(double[] parameters, double sumOfSquares) {}

  /**
   * Minimises the sum of the squared residuals.
   *
   * @param start where to begin; not changed
   * @return the minimum; empty if the start is not permitted or no minimum is found
   */
  public static Optional<Fit> minimise(Model model, double[] start, int data) {
    int n = start.length;
    double[] parameters = start.clone();
    double[] residuals = new double[data];
    double[][] jacobian = new double[data][n];
    if (!model.evaluate(parameters, residuals, jacobian)) {
      return Optional.empty();
    }
    double cost = squares(residuals);
    double damping = 1e-3;
    double[] tryResiduals = new double[data];
    double[][] tryJacobian = new double[data][n];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[][] normal = new double[n][n];
      double[] gradient = new double[n];
      accumulate(residuals, jacobian, normal, gradient);
      while (true) {
        double[] next = step(parameters, normal, gradient, damping);
        boolean permitted = finite(next) && model.evaluate(next, tryResiduals, tryJacobian);
        double tried = permitted ? squares(tryResiduals) : Double.POSITIVE_INFINITY;
        if (tried <= cost) {
          double improvement = cost - tried;
          parameters = next;
          double[] swap = residuals;
          residuals = tryResiduals;
          tryResiduals = swap;
          double[][] swapRows = jacobian;
          jacobian = tryJacobian;
          tryJacobian = swapRows;
          cost = tried;
          damping = Math.max(damping / 10, 1e-12);
          if (improvement <= CONVERGED * cost) {
            return Optional.of(new Fit(parameters, cost));
          }
          break;
        }
        damping *= 10;
        if (damping > HOPELESS_DAMPING) {
          // No step of any length helps: this is the minimum, to rounding.
          return Optional.of(new Fit(parameters, cost));
        }
      }
    }
    return Optional.empty();
  }

  private static double squares(double[] residuals) {
    double sum = 0;
    for (double residual : residuals) {
      sum += residual * residual;
    }
    return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
  }

  private static boolean finite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static void accumulate(
      double[] residuals, double[][] jacobian, double[][] normal, double[] gradient) {
    int n = gradient.length;
    for (int datum = 0; datum < residuals.length; datum++) {
      double[] row = jacobian[datum];
      for (int i = 0; i < n; i++) {
        gradient[i] += row[i] * residuals[datum];
        for (int j = 0; j <= i; j++) {
          normal[i][j] += row[i] * row[j];
        }
      }
    }
  }

  /** Solves (A + damping · diag A) step = -gradient by Cholesky's factors; NaN where it cannot. */
  private static double[] step(
      double[] parameters, double[][] normal, double[] gradient, double damping) {
    int n = gradient.length;
    double[][] factor = new double[n][n];
    double[] solution = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? normal[i][i] * (1 + damping) : normal[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      double sum = -gradient[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i][k] * solution[k];
      }
      solution[i] = sum / factor[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = solution[i];
      for (int k = i + 1; k < n; k++) {
        sum -= factor[k][i] * solution[k];
      }
      solution[i] = sum / factor[i][i];
    }
    for (int i = 0; i < n; i++) {
      solution[i] += parameters[i];
    }
    return solution;
  }
}
