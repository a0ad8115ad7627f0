package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("Losses and their gradients")
class LossesTests {
    private static final INDArray Y = Nd4j.createFromArray(new double[][] {{1, -2}, {0.5, 3}});
    private static final INDArray T = Nd4j.createFromArray(new double[][] {{0, -2}, {1, 1}});

    private static INDArray normal(long seed, int rows, int cols) {
        return Init.normal(new Random(seed), 1, DataType.DOUBLE, rows, cols);
    }

    private static void check(INDArray input, INDArray gradient, DoubleSupplier loss) {
        GradientCheck.Report report =
                GradientCheck.check(Parameters.of(Map.of("O", input)), Parameters.of(Map.of("O", gradient)), loss);
        assertTrue(report.max() < 1e-8, report::toString);
    }

    @Test
    @DisplayName("values by hand: squared (1 + 0 + 0.25 + 4)/4, absolute (1 + 0 + 0.5 + 2)/4")
    void byHand() {
        assertEquals(1.3125, MeanSquaredError.loss(Y, T), 1e-15);
        assertArrayEquals(
                new double[] {0.5, 0, -0.25, 1},
                MeanSquaredError.gradient(Y, T).data().asDouble(),
                1e-15);
        assertEquals(0.875, MeanAbsoluteError.loss(Y, T), 1e-15);
        assertArrayEquals(
                new double[] {0.25, 0, -0.25, 0.25},
                MeanAbsoluteError.gradient(Y, T).data().asDouble(),
                1e-15);
        INDArray yes = Nd4j.createFromArray(new double[][] {{1}, {0}});
        INDArray scores = Nd4j.createFromArray(new double[][] {{Math.log(3)}, {0}}); // p = 0.75 and 0.5
        assertEquals(-(Math.log(0.75) + Math.log(0.5)) / 2, BinaryCrossEntropy.loss(scores, yes), 1e-12);
        assertArrayEquals(
                new double[] {-0.125, 0.25},
                BinaryCrossEntropy.gradient(scores, yes).data().asDouble(),
                1e-12);
    }

    @ParameterizedTest(name = "n={0}")
    @ValueSource(ints = {1, 4})
    @DisplayName("every gradient passes the gradient check; no loss changes its arguments")
    void gradientChecks(int n) {
        INDArray O = normal(1, n, 3);
        INDArray targets = normal(2, n, 3);
        INDArray yes = targets.gt(0).castTo(DataType.DOUBLE);
        INDArray soft = Softmax.of(targets);
        INDArray before = O.dup();
        check(O, MeanSquaredError.gradient(O, targets), () -> MeanSquaredError.loss(O, targets));
        check(O, MeanAbsoluteError.gradient(O, targets), () -> MeanAbsoluteError.loss(O, targets));
        check(O, BinaryCrossEntropy.gradient(O, yes), () -> BinaryCrossEntropy.loss(O, yes));
        check(O, CrossEntropy.gradient(O, soft), () -> CrossEntropy.loss(O, soft));
        int[] ids = {2, 0, 1, 1};
        int[] some = Arrays.copyOf(ids, n);
        INDArray weights = Nd4j.createFromArray(0.5, 2, 0, 1).castTo(DataType.DOUBLE);
        INDArray w = Nd4j.createFromArray(Arrays.copyOf(weights.toDoubleVector(), n));
        check(O, CrossEntropy.gradient(O, some, w), () -> CrossEntropy.loss(O, some, w));
        assertTrue(before.distance2(O) < 1e-12);
    }

    @Test
    @DisplayName("binary cross-entropy: scores of ±1000 make no NaN")
    void binaryStable() {
        INDArray far = Nd4j.createFromArray(new double[][] {{1000, -1000}, {1000, -1000}});
        INDArray yes = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}});
        assertEquals(500, BinaryCrossEntropy.loss(far, yes), 1e-9);
        assertEquals(500, BinaryCrossEntropy.loss(far.castTo(DataType.FLOAT), yes.castTo(DataType.FLOAT)), 1e-3);
        assertArrayEquals(
                new double[] {0, 0, 0.25, -0.25},
                BinaryCrossEntropy.gradient(far, yes).data().asDouble(),
                1e-12);
    }

    @Test
    @DisplayName("one score for two classes is two scores with softmax")
    void binaryIsSoftmax() {
        INDArray o = normal(1, 5, 1);
        INDArray both = Nd4j.hstack(o.mul(0), o);
        int[] classes = {1, 0, 0, 1, 1};
        INDArray yes = Nd4j.createFromArray(1.0, 0, 0, 1, 1).reshape(5, 1);
        assertEquals(CrossEntropy.loss(both, classes), BinaryCrossEntropy.loss(o, yes), 1e-12);
    }

    @Test
    @DisplayName("one-hot targets are indices; softer targets cost at least their own entropy")
    void probabilities() {
        INDArray O = normal(1, 3, 4);
        int[] ids = {3, 0, 2};
        INDArray oneHot = Nd4j.zeros(DataType.DOUBLE, 3, 4);
        for (int i = 0; i < 3; i++) {
            oneHot.putScalar(i, ids[i], 1);
        }
        assertEquals(CrossEntropy.loss(O, ids), CrossEntropy.loss(O, oneHot), 1e-12);
        assertTrue(CrossEntropy.gradient(O, ids).distance2(CrossEntropy.gradient(O, oneHot)) < 1e-12);
        INDArray hopeless = Nd4j.createFromArray(new double[][] {{0, -2000}});
        INDArray second = Nd4j.createFromArray(new double[][] {{0.0, 1}});
        assertEquals(2000, CrossEntropy.loss(hopeless, second), 1e-9);
        assertEquals(0, CrossEntropy.gradient(O, Softmax.of(O)).norm1Number().doubleValue(), 1e-12);
        assertTrue(CrossEntropy.loss(O, Softmax.of(O)) < CrossEntropy.loss(O.add(normal(5, 3, 4)), Softmax.of(O)));
    }

    @Test
    @DisplayName("rows of weight 0 do not count, whatever stands in them; equal weights change nothing")
    void weights() {
        INDArray O = normal(1, 4, 5);
        int[] ids = {3, 0, 2, 4};
        INDArray ones = Nd4j.ones(DataType.DOUBLE, 4, 1);
        assertEquals(CrossEntropy.loss(O, ids), CrossEntropy.loss(O, ids, ones), 1e-12);
        assertEquals(CrossEntropy.loss(O, ids), CrossEntropy.loss(O, ids, ones.mul(7)), 1e-12);
        assertTrue(CrossEntropy.gradient(O, ids).distance2(CrossEntropy.gradient(O, ids, ones)) < 1e-12);

        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1}, {0, 1}}); // (T, n): row 2 is padded
        int[] padded = {3, 0, -1, 4};
        INDArray real = Nd4j.pullRows(O, 1, 0, 1, 3);
        assertEquals(CrossEntropy.loss(real, new int[] {3, 0, 4}), CrossEntropy.loss(O, padded, mask), 1e-12);
        INDArray g = CrossEntropy.gradient(O, padded, mask);
        assertEquals(0, g.getRow(2).norm1Number().doubleValue());
        INDArray gReal = CrossEntropy.gradient(real, new int[] {3, 0, 4});
        assertTrue(gReal.distance2(Nd4j.pullRows(g, 1, 0, 1, 3)) < 1e-12);

        INDArray floats = CrossEntropy.gradient(O.castTo(DataType.FLOAT), padded, mask.castTo(DataType.FLOAT));
        assertEquals(DataType.FLOAT, floats.dataType());
        assertTrue(floats.castTo(DataType.DOUBLE).distance2(g) < 1e-6);
        INDArray turned = Nd4j.createFromArray(new double[][] {{1, 0}, {1, 1}}).transpose(); // the same mask, as a view
        assertEquals(CrossEntropy.loss(O, padded, mask), CrossEntropy.loss(O, padded, turned), 0);
        assertEquals(CrossEntropy.loss(O, padded, mask), CrossEntropy.loss(O, padded, Mask.of(mask)), 0);
        assertEquals(g, CrossEntropy.gradient(O, padded, Mask.of(mask)));
        assertEquals(
                CrossEntropy.loss(real, new int[] {3, 0, 4}),
                CrossEntropy.loss(real, new int[] {3, 0, 4}, Mask.none()),
                0);
        assertEquals(
                CrossEntropy.gradient(real, new int[] {3, 0, 4}),
                CrossEntropy.gradient(real, new int[] {3, 0, 4}, Mask.none()));
    }

    @Test
    @DisplayName("ND4J's own losses give the same numbers")
    void equalsNd4j() {
        INDArray O = normal(1, 6, 4);
        INDArray targets = normal(2, 6, 4);
        INDArray yes = targets.gt(0).castTo(DataType.DOUBLE);
        INDArray soft = Softmax.of(targets);
        INDArray one = Nd4j.scalar(DataType.DOUBLE, 1);
        LossReduce mean = LossReduce.MEAN_BY_WEIGHT;
        assertEquals(
                Nd4j.loss().meanSquaredError(targets, O, one, mean).getDouble(0),
                MeanSquaredError.loss(O, targets),
                1e-9);
        assertEquals(
                Nd4j.loss().absoluteDifference(targets, O, one, mean).getDouble(0),
                MeanAbsoluteError.loss(O, targets),
                1e-9);
        assertEquals(
                Nd4j.loss().sigmoidCrossEntropy(yes, O, one, mean, 0).getDouble(0),
                BinaryCrossEntropy.loss(O, yes),
                1e-9);
        assertEquals(
                Nd4j.loss().softmaxCrossEntropy(soft, O, one, mean, 0).getDouble(0), CrossEntropy.loss(O, soft), 1e-9);
    }

    @Test
    @DisplayName("shapes that differ, targets that are no probabilities and useless weights are refused")
    void refused() {
        INDArray O = normal(1, 2, 3);
        INDArray other = normal(1, 3, 2);
        assertThrows(IllegalArgumentException.class, () -> MeanSquaredError.loss(O, other));
        assertThrows(IllegalArgumentException.class, () -> MeanSquaredError.gradient(O, other));
        assertThrows(IllegalArgumentException.class, () -> MeanAbsoluteError.loss(O, other));
        assertThrows(IllegalArgumentException.class, () -> MeanAbsoluteError.gradient(O, other));
        assertThrows(IllegalArgumentException.class, () -> BinaryCrossEntropy.loss(O, other));
        assertThrows(IllegalArgumentException.class, () -> BinaryCrossEntropy.gradient(O, other));
        assertThrows(IllegalArgumentException.class, () -> CrossEntropy.loss(O, other));
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> CrossEntropy.loss(O, Nd4j.ones(DataType.DOUBLE, 2, 3)));
        assertTrue(e.getMessage().contains("use BinaryCrossEntropy"), e.getMessage());
        int[] ids = {0, 3};
        assertThrows(IllegalArgumentException.class, () -> CrossEntropy.loss(O, ids, Nd4j.ones(DataType.DOUBLE, 2)));
        int[] good = {0, 2};
        for (INDArray bad : new INDArray[] {
            Nd4j.zeros(DataType.DOUBLE, 2), Nd4j.ones(DataType.DOUBLE, 3), Nd4j.createFromArray(1.0, -1)
        }) {
            assertThrows(IllegalArgumentException.class, () -> CrossEntropy.loss(O, good, bad));
            assertThrows(IllegalArgumentException.class, () -> CrossEntropy.gradient(O, good, bad));
        }
    }
}
