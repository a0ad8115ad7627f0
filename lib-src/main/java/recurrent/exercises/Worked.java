package recurrent.exercises;

import java.util.function.DoubleSupplier;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The worked example of chapter 02, its printed numbers, and a network of two layers in plain loops. */
final class Worked {
    private Worked() {}

    static INDArray of(double[]... rows) {
        return Nd4j.createFromArray(rows);
    }

    private static double[] row(double... numbers) {
        return numbers;
    }

    static INDArray X() {
        return of(row(1.76405235, 0.40015721));
    }

    static INDArray Y() {
        return of(row(1, 0));
    }

    static INDArray W1() {
        return of(row(-0.67746455, 0.37769425, -0.07365253), row(-0.53663519, 0.60920496, 0.21149622));
    }

    static INDArray W2() {
        return of(row(-0.41491732, -0.30992816), row(-0.31583913, -0.27706468), row(-0.44701662, 0.15231059));
    }

    static final INDArray H2 = of(row(0.371665959394, 0.454142644601));
    static final INDArray SLOPE2 = of(row(0.233530374022, 0.247897102956));
    static final INDArray DELTA2 = of(row(-0.146735083513, 0.112580645925));
    static final INDArray DW1 = of(
            row(0.007232456364, 0.005469649402, 0.036470821634), row(0.001640608659, 0.001240733952, 0.008273032391));
    static final INDArray DW2 = of(
            row(-0.028798555038, 0.022095328876),
            row(-0.104623645334, 0.080271175024),
            row(-0.071706227731, 0.055015700687));

    /** Every sum of a layer, {@code X·W + b}; b may be {@code null}. */
    static INDArray sums(INDArray X, INDArray W, INDArray b) {
        double[][] sums = new double[(int) X.size(0)][(int) W.size(1)];
        for (int i = 0; i < sums.length; i++) {
            for (int j = 0; j < sums[i].length; j++) {
                sums[i][j] = b == null ? 0 : b.getDouble(0, j);
                for (int k = 0; k < X.size(1); k++) {
                    sums[i][j] += X.getDouble(i, k) * W.getDouble(k, j);
                }
            }
        }
        return of(sums);
    }

    /** The sigmoid of every number. */
    static INDArray bend(INDArray Z) {
        INDArray A = Z.dup();
        for (long i = 0; i < A.length(); i++) {
            A.putScalar(i, 1 / (1 + Math.exp(-Z.getDouble(i))));
        }
        return A;
    }

    /** {@code Σ ½‖y − h2‖² / n}; the biases may be {@code null}. */
    static double cost(INDArray X, INDArray Y, INDArray W1, INDArray b1, INDArray W2, INDArray b2) {
        INDArray said = bend(sums(bend(sums(X, W1, b1)), W2, b2));
        double sum = 0;
        for (long i = 0; i < said.size(0); i++) {
            for (long j = 0; j < said.size(1); j++) {
                double error = said.getDouble(i, j) - Y.getDouble(i, j);
                sum += 0.5 * error * error;
            }
        }
        return sum / X.size(0);
    }

    /** The gradient of a loss by central differences: it knows nothing of the chain rule. */
    static INDArray numeric(INDArray W, DoubleSupplier loss) {
        INDArray gradient = W.ulike();
        for (long i = 0; i < W.length(); i++) {
            double kept = W.getDouble(i);
            W.putScalar(i, kept + 1e-5);
            double up = loss.getAsDouble();
            W.putScalar(i, kept - 1e-5);
            double down = loss.getAsDouble();
            W.putScalar(i, kept);
            gradient.putScalar(i, (up - down) / 2e-5);
        }
        return gradient;
    }

    /** Targets: one 1 in each row, alternating. */
    static INDArray targets(int n, int k) {
        double[][] targets = new double[n][k];
        for (int i = 0; i < n; i++) {
            targets[i][i % k] = 1;
        }
        return of(targets);
    }
}
