package recurrent.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What the tests of all recurrent layers share: random arrays, and the gradient check of a whole layer. */
final class LayerChecks {
    private LayerChecks() {}

    static INDArray scalar(double value) {
        return Nd4j.createFromArray(new double[][] {{value}});
    }

    static INDArray normal(long seed, long... shape) {
        Random random = new Random(seed);
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, random.nextGaussian());
        }
        return array;
    }

    /** Fills all parameters with normal numbers: zero biases could hide a mistake. */
    static <L extends RecurrentLayer> L shaken(L layer) {
        Random random = new Random(99);
        for (INDArray array : layer.parameters().arrays()) {
            array.assign(normal(random.nextLong(), array.shape()).muli(0.5));
        }
        return layer;
    }

    static State randomState(RecurrentLayer layer, int n, long seed) {
        Random random = new Random(seed);
        return new State(layer.zeroState(n).arrays().stream()
                .map(a -> normal(random.nextLong(), a.shape()).muli(0.5))
                .toList());
    }

    /** A mask (T, n): sequence i has lengths[i] symbols, and padding behind them. */
    static Mask mask(int T, int... lengths) {
        INDArray mask = Nd4j.zeros(DataType.DOUBLE, T, lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            for (int t = 0; t < lengths[i]; t++) {
                mask.putScalar(t, i, 1);
            }
        }
        return Mask.of(mask);
    }

    /** One sequence of a batch, its first symbols only: shape (length, 1, features). */
    static INDArray alone(INDArray X, int i, int length) {
        return X.get(NDArrayIndex.interval(0, length), NDArrayIndex.interval(i, i + 1), NDArrayIndex.all())
                .dup();
    }

    static double distance(INDArray a, INDArray b) {
        if (!Arrays.equals(a.shape(), b.shape())) {
            throw new AssertionError("shapes " + Shapes.show(a.shape()) + " and " + Shapes.show(b.shape()));
        }
        return a.sub(b).amaxNumber().doubleValue();
    }

    static double sum(INDArray a, INDArray weights) {
        return a.mul(weights).sumNumber().doubleValue();
    }

    /**
     * Checks every gradient of a layer: parameters, inputs and state at the start. The loss is a weighted sum of all
     * outputs and of the last state.
     */
    static GradientCheck.Report check(RecurrentLayer layer, int T, int n, Mask mask, boolean dropout) {
        INDArray X = normal(2, T, n, layer.inputs());
        State start = randomState(layer, n, 3);
        INDArray dY = normal(4, T, n, layer.outputs());
        State dLast = randomState(layer, n, 5);
        RecurrentLayer.Gradients g =
                layer.forward(X, start, mask, mode(dropout)).backward(dY, dLast);
        return GradientCheck.check(all(layer.parameters(), X, start), all(g.parameters(), g.dX(), g.dStart()), () -> {
            RecurrentLayer.Run run = layer.forward(X, start, mask, mode(dropout));
            double loss = sum(run.Y(), dY);
            for (int k = 0; k < dLast.size(); k++) {
                loss += sum(run.last().get(k), dLast.get(k));
            }
            return loss;
        });
    }

    private static Mode mode(boolean dropout) {
        return dropout ? Mode.training(new Random(7)) : Mode.EVALUATION;
    }

    private static Parameters all(Parameters parameters, INDArray X, State start) {
        Map<String, INDArray> more = new LinkedHashMap<>();
        more.put("X", X);
        List<INDArray> arrays = new ArrayList<>(start.arrays());
        for (int k = 0; k < arrays.size(); k++) {
            more.put("start" + k, arrays.get(k));
        }
        return Parameters.join(parameters, Parameters.of(more));
    }
}
