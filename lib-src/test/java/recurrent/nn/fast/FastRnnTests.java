package recurrent.nn.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Parameters;
import recurrent.text.Batch;
import recurrent.train.LossAndGradients;
import recurrent.train.RnnLanguageModel;

@DisplayName("The fast path")
class FastRnnTests {
    private static Batch randomBatch(int n, int T, int V) {
        Random random = new Random(7);
        int[][] inputs = new int[n][T];
        int[][] targets = new int[n][T];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < T; t++) {
                inputs[i][t] = random.nextInt(V);
                targets[i][t] = random.nextInt(V);
            }
        }
        return new Batch(inputs, targets);
    }

    private static double relativeError(INDArray a, INDArray b) {
        return a.distance2(b) / Math.max(1e-9, b.norm2Number().doubleValue());
    }

    @ParameterizedTest(name = "n={0}, T={1}, V={2}, h={3}")
    @CsvSource({"1, 1, 2, 1", "1, 7, 5, 3", "3, 4, 28, 32", "300, 3, 6, 5", "513, 2, 4, 3"})
    @DisplayName("gives the loss and the gradients of the algebra, for one sequence, one step, several chunks")
    void equalsAlgebra(int n, int T, int V, int h) {
        RnnLanguageModel exact = RnnLanguageModel.random(V, h, 0.7, DataType.DOUBLE, 3);
        exact.parameters().get("bh").addi(0.1);
        exact.parameters().get("bq").subi(0.2);
        RnnLanguageModel model = RnnLanguageModel.of(inFloat(exact.parameters()));
        Batch batch = randomBatch(n, T, V);
        LossAndGradients expected = exact.lossAndGradients(batch);
        FastRnn fast = new FastRnn(V, h);
        Parameters gradients = model.parameters().zerosLike();
        for (int again = 0; again < 2; again++) { // the second call must not see anything of the first
            double loss = fast.lossAndGradients(model.parameters(), batch.inputs(), batch.targets(), gradients);
            assertEquals(expected.loss(), loss, 1e-5);
            for (String name : gradients.names()) {
                double error = relativeError(
                        gradients.get(name).castTo(DataType.DOUBLE),
                        expected.gradients().get(name));
                assertTrue(error < 2e-5, () -> name + ": relative error " + error);
            }
        }
        assertEquals(expected.loss(), fast.loss(model.parameters(), batch.inputs(), batch.targets()), 1e-5);
    }

    private static Parameters inFloat(Parameters parameters) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        parameters.names().forEach(name -> arrays.put(name, parameters.get(name).castTo(DataType.FLOAT)));
        return Parameters.of(arrays);
    }

    @Test
    @DisplayName("gives the same bits on one thread and on several")
    void threadsDoNotMatter() throws Exception {
        RnnLanguageModel model = RnnLanguageModel.random(9, 8, 0.7, DataType.FLOAT, 3);
        Batch batch = randomBatch(1000, 5, 9);
        Parameters one = model.parameters().zerosLike();
        Parameters four = model.parameters().zerosLike();
        double lossOne = new ForkJoinPool(1)
                .submit(() ->
                        new FastRnn(9, 8).lossAndGradients(model.parameters(), batch.inputs(), batch.targets(), one))
                .get();
        double lossFour = new ForkJoinPool(4)
                .submit(() ->
                        new FastRnn(9, 8).lossAndGradients(model.parameters(), batch.inputs(), batch.targets(), four))
                .get();
        assertEquals(lossOne, lossFour);
        for (String name : one.names()) {
            assertEquals(one.get(name), four.get(name), name);
            assertEquals(0, one.get(name).distance2(four.get(name)), name);
        }
    }

    @Test
    @DisplayName("tanh is right to 4e-7, also far out; exp to 2e-5, also far down")
    void elementwise() {
        int length = 20_001;
        float[] x = new float[length];
        float[] e = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (i - 10_000) / 500f;
            e[i] = -i / 1000f;
        }
        float[] tanh = x.clone();
        Vector.tanh(tanh, length);
        float[] exp = e.clone();
        Vector.exp(exp, length);
        for (int i = 0; i < length; i++) {
            assertEquals(Math.tanh(x[i]), tanh[i], 4e-7, "tanh " + x[i]);
            assertEquals(Math.exp(e[i]), exp[i], 2e-5 * Math.exp(e[i]) + 1e-10, "exp " + e[i]);
        }
    }

    @Test
    @DisplayName("NaN in a parameter comes out as NaN, not as a number")
    void nanIsNotHidden() {
        RnnLanguageModel model = RnnLanguageModel.random(5, 4, 0.5, DataType.FLOAT, 1);
        model.parameters().get("Whh").putScalar(0, Float.NaN);
        Batch batch = randomBatch(3, 3, 5);
        assertTrue(Double.isNaN(new FastRnn(5, 4).loss(model.parameters(), batch.inputs(), batch.targets())));
    }
}
