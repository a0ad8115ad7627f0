package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdaGradUpdater;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.api.ops.impl.updaters.RmsPropUpdater;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.data.Xor;
import recurrent.nn.Activation;
import recurrent.nn.CrossEntropy;
import recurrent.nn.Init;
import recurrent.nn.MeanSquaredError;
import recurrent.nn.Mlp;
import recurrent.nn.Parameters;

@DisplayName("Optimisers")
class OptimizerTests {
    private static Stream<Named<Supplier<Optimizer>>> all() {
        return Stream.of(
                Named.of("Sgd", Sgd::new),
                Named.of("Momentum", Momentum::standard),
                Named.of("AdaGrad", AdaGrad::standard),
                Named.of("RmsProp", RmsProp::standard),
                Named.of("Adam", Adam::standard));
    }

    private static Parameters one(double value) {
        return Parameters.of("w", Nd4j.createFromArray(new double[][] {{value}}));
    }

    /** Where three steps on f(x) = x² go, from x = 1 with rate 0.1; the gradient is 2x. */
    private static double[] path(Optimizer optimizer) {
        Parameters x = one(1);
        double[] path = new double[3];
        for (int i = 0; i < 3; i++) {
            optimizer.update(x, one(2 * x.get("w").getDouble(0)), 0.1);
            path[i] = x.get("w").getDouble(0);
        }
        return path;
    }

    @Test
    @DisplayName("three steps on x² from 1, by hand: descent 0.8, 0.64, 0.512; momentum 0.8, 0.46, 0.062")
    void byHand() {
        assertArrayEquals(new double[] {0.8, 0.64, 0.512}, path(new Sgd()), 1e-12);
        // v = 2; 0.9·2 + 1.6 = 3.4; 0.9·3.4 + 0.92 = 3.98
        assertArrayEquals(new double[] {0.8, 0.46, 0.062}, path(Momentum.standard()), 1e-12);
    }

    @Test
    @DisplayName("three steps on x² from 1, with the formulas of the papers in plain Java")
    void byFormula() {
        double[] adaGrad = new double[3];
        double[] rmsProp = new double[3];
        double[] adam = new double[3];
        double xa = 1;
        double xr = 1;
        double xm = 1;
        double sa = 0;
        double sr = 0;
        double m = 0;
        double s = 0;
        for (int i = 0; i < 3; i++) {
            sa += 4 * xa * xa;
            xa -= 0.1 * 2 * xa / (Math.sqrt(sa) + 1e-8);
            adaGrad[i] = xa;
            sr = 0.9 * sr + 0.1 * 4 * xr * xr;
            xr -= 0.1 * 2 * xr / (Math.sqrt(sr) + 1e-8);
            rmsProp[i] = xr;
            m = 0.9 * m + 0.1 * 2 * xm;
            s = 0.999 * s + 0.001 * 4 * xm * xm;
            xm -= 0.1 * (m / (1 - Math.pow(0.9, i + 1))) / (Math.sqrt(s / (1 - Math.pow(0.999, i + 1))) + 1e-8);
            adam[i] = xm;
        }
        assertEquals(0.9, adaGrad[0], 1e-8); // the first step is the rate
        assertEquals(1 - 0.1 / Math.sqrt(0.1), rmsProp[0], 1e-8);
        assertEquals(0.9, adam[0], 1e-8);
        assertArrayEquals(adaGrad, path(AdaGrad.standard()), 1e-12);
        assertArrayEquals(rmsProp, path(RmsProp.standard()), 1e-12);
        assertArrayEquals(adam, path(Adam.standard()), 1e-12);
    }

    /** The length of step 100 with a constant gradient of 1 and rate 0.1. */
    private static double step100(Optimizer optimizer) {
        Parameters w = one(0);
        double before = 0;
        for (int i = 0; i < 100; i++) {
            before = w.get("w").getDouble(0);
            optimizer.update(w, one(1), 0.1);
        }
        return before - w.get("w").getDouble(0);
    }

    @Test
    @DisplayName("constant gradient, step 100: AdaGrad is down to 0.01, RMSProp and Adam stay at 0.1, momentum is at 1")
    void step100() {
        assertEquals(0.01, step100(AdaGrad.standard()), 1e-9);
        assertEquals(0.1, step100(RmsProp.standard()), 1e-5);
        assertEquals(0.1, step100(Adam.standard()), 1e-8);
        assertEquals(1, step100(Momentum.standard()), 1e-4);
        assertEquals(0.1, step100(new Sgd()), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("all numbers of all arrays are updated alike, in FLOAT too; gradients stay under their names")
    void arrays(Supplier<Optimizer> optimizer) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            Optimizer many = optimizer.get();
            Map<String, INDArray> w = new LinkedHashMap<>();
            w.put("W", Init.normal(new Random(1), 1, type, 2, 3));
            w.put("b", Init.normal(new Random(2), 1, type, 1, 3));
            Parameters parameters = Parameters.of(w);
            double first = parameters.get("W").getDouble(1, 2);
            Optimizer single = optimizer.get();
            Parameters alone = one(first);
            for (int i = 1; i <= 4; i++) {
                Parameters g = parameters.zerosLike();
                g.get("W").putScalar(1, 2, i);
                g.get("b").assign(0.5);
                many.update(parameters, g, 0.01);
                single.update(alone, one(i), 0.01);
            }
            assertEquals(type, parameters.get("W").dataType());
            assertEquals(
                    alone.get("w").getDouble(0),
                    parameters.get("W").getDouble(1, 2),
                    type == DataType.FLOAT ? 1e-6 : 1e-12);
            assertEquals( // no gradient, no step
                    Init.normal(new Random(1), 1, type, 2, 3).getDouble(0, 0),
                    parameters.get("W").getDouble(0, 0));
            assertTrue(parameters.get("b").getDouble(0)
                    < Init.normal(new Random(2), 1, type, 1, 3).getDouble(0));
        }
    }

    private static Parameters gradient(Random random, Parameters like) {
        Parameters g = like.zerosLike();
        g.arrays().forEach(a -> a.assign(Init.normal(random, 1, a.dataType(), (int) a.size(0), (int) a.size(1))));
        return g;
    }

    private static Parameters network(DataType type) {
        return Mlp.random(new int[] {3, 4, 2}, Activation.TANH, Activation.IDENTITY, Init.xavier(), type, 1)
                .parameters();
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("a run that is saved and resumed ends bit by bit where an uninterrupted one does")
    void resumes(Supplier<Optimizer> optimizer) {
        Parameters straight = network(DataType.FLOAT);
        Optimizer whole = optimizer.get();
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            whole.update(straight, gradient(random, straight), 0.05);
        }

        Parameters parts = network(DataType.FLOAT);
        Optimizer before = optimizer.get();
        random = new Random(5);
        for (int i = 0; i < 5; i++) {
            before.update(parts, gradient(random, parts), 0.05);
        }
        Parameters memory = before.memory();
        before.update(parts.copy(), gradient(new Random(9), parts), 0.05); // what was saved is a copy
        Optimizer after = optimizer.get();
        after.restore(memory);
        memory.arrays().forEach(a -> a.assign(Double.NaN)); // and is copied again
        for (int i = 5; i < 12; i++) {
            after.update(parts, gradient(random, parts), 0.05);
        }
        for (String name : straight.names()) {
            assertEquals(
                    0, straight.get(name).sub(parts.get(name)).normmaxNumber().doubleValue(), 0);
        }
        assertEquals(whole.memory().names(), after.memory().names());
    }

    @Test
    @DisplayName("what is kept has names of its own: averages of each parameter, and the number of updates of Adam")
    void memoryNames() {
        Parameters w = one(1);
        List<Optimizer> optimizers =
                List.of(new Sgd(), Momentum.standard(), AdaGrad.standard(), RmsProp.standard(), Adam.standard());
        List<List<String>> names = List.of(
                List.of(),
                List.of("velocity.w"),
                List.of("squares.w"),
                List.of("square.w"),
                List.of("updates", "mean.w", "square.w"));
        for (int i = 0; i < names.size(); i++) {
            assertEquals(List.of(), optimizers.get(i).memory().names());
            optimizers.get(i).update(w, one(1), 0.1);
            optimizers.get(i).update(w, one(1), 0.1);
            assertEquals(names.get(i), optimizers.get(i).memory().names());
        }
        INDArray updates = optimizers.get(4).memory().get("updates");
        assertArrayEquals(new long[] {1, 1}, updates.shape());
        assertEquals(2, updates.getDouble(0));
        List<Parameters> memories = optimizers.stream().map(Optimizer::memory).toList();
        for (int i = 0; i < names.size(); i++) {
            Optimizer reader = optimizers.get(i);
            for (Parameters memory : memories.subList(1, memories.size())) {
                if (memory != memories.get(i)) { // nobody takes the memory of another
                    assertThrows(IllegalArgumentException.class, () -> reader.restore(memory), reader + " " + memory);
                }
            }
            reader.restore(memories.get(0)); // as before the first update
            assertEquals(List.of(), reader.memory().names());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("the gradients stay the caller's: no update changes them")
    void gradientsStay(Supplier<Optimizer> supplier) {
        Optimizer optimizer = supplier.get();
        Parameters w = network(DataType.FLOAT);
        for (int i = 0; i < 3; i++) {
            Parameters g = gradient(new Random(i), w);
            Parameters before = g.copy();
            optimizer.update(w, g, 0.05);
            g.names().forEach(name -> assertEquals(before.get(name), g.get(name), name));
            g.arrays().forEach(array -> array.assign(Double.NaN)); // nor is one of them kept
            assertEquals("", optimizer.memory().firstNotFinite());
        }
    }

    @Test
    @DisplayName("fresh has the settings and no memory; the plan makes the same optimiser again")
    void fresh() {
        for (Optimizer used : List.of(
                new Sgd(), new Momentum(0.7), new AdaGrad(1e-3), new RmsProp(0.6, 1e-2), new Adam(0.8, 0.7, 1e-2))) {
            double[] expected = path(used);
            Optimizer read = Checkpoint.plans().build(Optimizer.class, used.plan(), Parameters.none());
            for (Optimizer again : List.of(used.fresh(), read)) {
                assertEquals(used.getClass(), again.getClass());
                assertEquals(used.plan(), again.plan());
                assertEquals(used.toString(), again.toString());
                assertTrue(again.memory().isEmpty());
                assertArrayEquals(expected, path(again), 0);
            }
        }
    }

    @Test
    @DisplayName("restoring an empty memory starts the bias correction anew")
    void restart() {
        Adam used = Adam.standard();
        used.update(one(1), one(3), 0.1);
        used.restore(Parameters.none());
        assertArrayEquals(path(Adam.standard()), path(used), 0);
    }

    @Test
    @DisplayName("10 steps as ND4J's own AdaGrad, RMSProp and Adam do them")
    void equalsNd4j() {
        INDArray start = Init.normal(new Random(1), 1, DataType.DOUBLE, 3, 4);
        INDArray state = start.ulike().assign(0);
        compare(start, AdaGrad.standard(), (g, i) -> Nd4j.exec(new AdaGradUpdater(g, state, 0.1, 1e-8)));
        state.assign(0);
        compare(start, RmsProp.standard(), (g, i) -> Nd4j.exec(new RmsPropUpdater(g, state, 0.1, 0.9, 1e-8)));
        INDArray u = start.ulike().assign(0);
        INDArray m = start.ulike().assign(0);
        compare(
                start,
                Adam.standard(),
                (g, i) -> Nd4j.exec(new AdamUpdater(g, u, m, 0.1, 0.9, 0.999, epsilonHat(i + 1), i)));
    }

    /** ND4J adds its ε before the correction of the square, as the end of section 2 of the paper does. */
    private static double epsilonHat(int update) {
        return 1e-8 * Math.sqrt(1 - Math.pow(0.999, update));
    }

    private interface Nd4jUpdate {
        void toStep(INDArray gradient, int iteration); // in place: the gradient becomes what is subtracted
    }

    private static void compare(INDArray start, Optimizer optimizer, Nd4jUpdate update) {
        Parameters ours = Parameters.of("w", start.dup());
        INDArray theirs = start.dup();
        Random random = new Random(3);
        for (int i = 0; i < 10; i++) {
            INDArray g = Init.normal(random, 1, DataType.DOUBLE, 3, 4);
            optimizer.update(ours, Parameters.of("w", g.dup()), 0.1);
            update.toStep(g, i);
            theirs.subi(g);
            assertEquals(
                    0, ours.get("w").sub(theirs).normmaxNumber().doubleValue(), 1e-6, optimizer + ", step " + (i + 1));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("each of them makes the loss of a network fall")
    void learns(Supplier<Optimizer> supplier) {
        Xor xor = Xor.signCorners(DataType.DOUBLE);
        Mlp mlp = Mlp.random(
                new int[] {2, 4, 2}, Activation.TANH, Activation.IDENTITY, Init.xavier(), DataType.DOUBLE, 1);
        Optimizer optimizer = supplier.get();
        double before = CrossEntropy.loss(mlp.forward(xor.X()).output(), xor.Y());
        for (int i = 0; i < 100; i++) {
            Mlp.Run run = mlp.forward(xor.X());
            INDArray dO = CrossEntropy.gradient(run.output(), xor.Y());
            optimizer.update(mlp.parameters(), mlp.backward(run, dO).parameters(), 0.05);
        }
        double after = CrossEntropy.loss(mlp.forward(xor.X()).output(), xor.Y());
        assertTrue(after < 0.95 * before, before + " → " + after);
    }

    @Test
    @DisplayName("with biases, 4 hidden units learn the four corners of XOR and 10 the 300 points")
    void xor() {
        for (long seed = 1; seed <= 3; seed++) {
            assertEquals(1, trained(Xor.corners(DataType.DOUBLE), 4, true, seed, 600), "seed " + seed);
        }
        double train = trained(Xor.gaussian(300, 1, DataType.DOUBLE), 10, true, 1, 600);
        assertTrue(train >= 0.95, "accuracy " + train);
    }

    @Test
    @DisplayName("without biases, no width gets more than three of the four corners around the origin right")
    void xorWithoutBiases() {
        // the scores of x and −x have a constant sum, so one of the two pairs of equal class is torn apart
        Xor corners = Xor.signCorners(DataType.DOUBLE);
        for (long seed = 1; seed <= 3; seed++) {
            double accuracy = trained(corners, 50, false, seed, 300);
            assertTrue(accuracy <= 0.75, "seed " + seed + ", accuracy " + accuracy);
        }
        assertEquals(1, trained(corners, 50, true, 1, 300));
    }

    private static double trained(Xor xor, int hidden, boolean biases, long seed, int updates) {
        Mlp drawn = Mlp.random(
                new int[] {2, hidden, 2}, Activation.SIGMOID, Activation.SIGMOID, Init.xavier(), DataType.DOUBLE, seed);
        Mlp mlp = biases ? drawn : drawn.withoutBiases();
        Optimizer adam = Adam.standard();
        for (int i = 0; i < updates; i++) {
            Mlp.Run run = mlp.forward(xor.X());
            INDArray dY = MeanSquaredError.gradient(run.output(), xor.Y());
            adam.update(mlp.parameters(), mlp.backward(run, dY).parameters(), 0.1);
        }
        return xor.accuracy(mlp.forward(xor.X()).output());
    }

    @Test
    @DisplayName("rates, factors and shapes that make no sense are refused")
    void refused() {
        for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            for (Optimizer o : List.of(new Sgd(), Momentum.standard(), AdaGrad.standard(), Adam.standard())) {
                assertThrows(IllegalArgumentException.class, () -> o.update(one(1), one(1), rate));
            }
            assertThrows(
                    IllegalArgumentException.class, () -> RmsProp.standard().update(one(1), one(1), rate));
            assertThrows(IllegalArgumentException.class, () -> new AdaGrad(rate));
            assertThrows(IllegalArgumentException.class, () -> new RmsProp(0.9, rate));
            assertThrows(IllegalArgumentException.class, () -> new Adam(0.9, 0.999, rate));
        }
        assertThrows(IllegalArgumentException.class, () -> new Momentum(1));
        assertThrows(IllegalArgumentException.class, () -> new RmsProp(-0.1, 1e-8));
        assertThrows(IllegalArgumentException.class, () -> new Adam(1, 0.999, 1e-8));
        assertThrows(IllegalArgumentException.class, () -> new Adam(0.9, 1, 1e-8));
        Momentum used = Momentum.standard();
        used.update(one(1), one(1), 0.1);
        Parameters wider = Parameters.of("w", Nd4j.ones(DataType.DOUBLE, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> used.update(wider, wider.copy(), 0.1));
    }
}
