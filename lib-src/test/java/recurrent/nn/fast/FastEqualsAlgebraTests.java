package recurrent.nn.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Cell;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;
import recurrent.text.Batch;
import recurrent.train.LanguageModel;
import recurrent.train.LossAndGradients;

@DisplayName("The fast path")
class FastEqualsAlgebraTests {
    private static Batch randomBatch(int n, int T, int V) {
        return new Batch(Example.symbols(n, T, V, 7), Example.symbols(n, T, V, 8));
    }

    private static LanguageModel exact(FastKind kind, int V, int h) {
        Init init = Init.normal(0.7);
        DataType type = DataType.DOUBLE;
        Cell<?> cell =
                switch (kind) {
                    case RNN -> RnnCell.random(V, h, init, type, 3);
                    case LSTM -> LstmCell.random(V, h, init, type, 3);
                    case GRU -> GruCell.random(V, h, init, type, 3);
                    case GRU_RESET_AFTER -> ResetAfterGruCell.random(V, h, init, type, 3);
                };
        LanguageModel model = LanguageModel.of(cell.layer(), OutputLayer.random(h, V, init, type, 4));
        Random random = new Random(5);
        for (String name : model.parameters().names()) {
            if (name.startsWith("b")) { // zeros could hide a mistake in the biases
                INDArray b = model.parameters().get(name);
                b.assign(Init.normal(random, 0.3, type, 1, (int) b.size(1)));
            }
        }
        return model;
    }

    private static LanguageModel inFloat(LanguageModel exact) {
        Parameters rounded = Example.inFloat(exact.parameters());
        return LanguageModel.of(exact.layer().with(rounded), OutputLayer.of(rounded));
    }

    @ParameterizedTest(name = "{0}, n={1}, T={2}, V={3}, h={4}")
    @CsvSource({
        "RNN, 1, 1, 2, 1",
        "RNN, 1, 7, 5, 3",
        "RNN, 3, 4, 28, 32",
        "RNN, 300, 3, 6, 5",
        "RNN, 513, 2, 4, 3",
        "LSTM, 1, 1, 2, 1",
        "LSTM, 3, 4, 28, 32",
        "LSTM, 300, 3, 6, 5",
        "GRU, 1, 1, 2, 1",
        "GRU, 3, 4, 28, 32",
        "GRU, 300, 3, 6, 5",
        "GRU_RESET_AFTER, 1, 1, 2, 1",
        "GRU_RESET_AFTER, 3, 4, 28, 32",
        "GRU_RESET_AFTER, 300, 3, 6, 5"
    })
    @DisplayName("gives the loss and the gradients of the algebra, for one sequence, one step, several chunks")
    void equalsAlgebra(FastKind kind, int n, int T, int V, int h) {
        LanguageModel exact = exact(kind, V, h);
        LanguageModel model = inFloat(exact);
        Batch batch = randomBatch(n, T, V);
        LossAndGradients expected = exact.lossAndGradients(batch);
        FastLanguageModel fast = FastLanguageModel.of(kind, V, h);
        Parameters gradients = model.parameters().zerosLike();
        for (int again = 0; again < 2; again++) { // the second call must not see anything of the first
            double loss = fast.lossAndGradients(model.parameters(), batch.inputs(), batch.targets(), gradients);
            assertEquals(expected.loss(), loss, 1e-5);
            for (String name : gradients.names()) {
                double error = Example.relativeError(
                        gradients.get(name), expected.gradients().get(name));
                assertTrue(error < 2e-5, () -> name + ": relative error " + error);
            }
        }
        assertEquals(expected.loss(), fast.loss(model.parameters(), batch.inputs(), batch.targets()), 1e-5);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is chosen for a cell in FLOAT, and for nothing that it does not compute")
    void chosen(FastKind kind) {
        LanguageModel exact = exact(kind, 5, 3);
        assertEquals(kind, FastKind.of(inFloat(exact).layer()).orElseThrow());
        assertTrue(FastKind.of(exact.layer()).isEmpty(), "DOUBLE");
        RnnCell relu = RnnCell.random(5, 3, 1).withRelu();
        assertTrue(FastKind.of(relu.layer()).isEmpty());
        assertTrue(FastKind.of(Stacked.of(inFloat(exact).layer())).isEmpty());
    }

    @Test
    @DisplayName("gives the same bits on one thread and on several")
    void threadsDoNotMatter() throws Exception {
        Parameters parameters = inFloat(exact(FastKind.RNN, 9, 8)).parameters();
        Batch batch = randomBatch(1000, 5, 9);
        Parameters one = parameters.zerosLike();
        Parameters four = parameters.zerosLike();
        double lossOne = new ForkJoinPool(1)
                .submit(() -> FastLanguageModel.of(FastKind.RNN, 9, 8)
                        .lossAndGradients(parameters, batch.inputs(), batch.targets(), one))
                .get();
        double lossFour = new ForkJoinPool(4)
                .submit(() -> FastLanguageModel.of(FastKind.RNN, 9, 8)
                        .lossAndGradients(parameters, batch.inputs(), batch.targets(), four))
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

    @ParameterizedTest
    @EnumSource
    @DisplayName("NaN in a parameter comes out as NaN, not as a number")
    void nanIsNotHidden(FastKind kind) {
        Parameters parameters = inFloat(exact(kind, 5, 4)).parameters();
        parameters.get(kind.Wh).putScalar(0, Float.NaN);
        Batch batch = randomBatch(3, 3, 5);
        assertTrue(Double.isNaN(FastLanguageModel.of(kind, 5, 4).loss(parameters, batch.inputs(), batch.targets())));
    }
}
