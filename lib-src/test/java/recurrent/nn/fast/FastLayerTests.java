package recurrent.nn.fast;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.Mask;
import recurrent.nn.Mode;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;
import recurrent.nn.State;

@DisplayName("The fast layer")
class FastLayerTests {
    private static final int D = 3;
    private static final int H = 4;

    private static INDArray random(DataType type, long seed, long... shape) {
        int length = (int) Nd4j.zeros(type, shape).length();
        return Init.normal(new Random(seed), 1, type, 1, length).reshape(shape);
    }

    private static State state(RecurrentLayer layer, int n, long seed) {
        List<INDArray> zeros = layer.zeroState(n).arrays();
        return new State(IntStream.range(0, zeros.size())
                .mapToObj(k -> random(DataType.DOUBLE, seed + k, zeros.get(k).shape()))
                .toList());
    }

    /** Padding behind, in front and in between; one sequence may be nothing but padding. */
    private static Mask mask(int T, int n, String kind) {
        INDArray ones = Nd4j.ones(DataType.FLOAT, T, n);
        Random random = new Random(4);
        for (int i = 0; i < n; i++) {
            int length = i == 1 ? 0 : 1 + random.nextInt(T);
            for (int t = 0; t < T; t++) {
                boolean padded =
                        switch (kind) {
                            case "behind" -> t >= length;
                            case "in front" -> t < T - length;
                            default -> random.nextInt(3) == 0;
                        };
                if (padded) {
                    ones.putScalar(t, i, 0);
                }
            }
        }
        return kind.equals("none") ? Mask.none() : Mask.of(ones);
    }

    private static Stream<Arguments> everything() {
        return FastLayers.combinations(D, H, DataType.DOUBLE).entrySet().stream()
                .flatMap(entry -> Stream.of("none", "behind", "in front", "anywhere")
                        .map(mask -> Arguments.of(entry.getKey(), entry.getValue(), mask)));
    }

    @ParameterizedTest(name = "{0}, padding {2}")
    @MethodSource("everything")
    @DisplayName("gives what the algebra gives: outputs, states and all gradients; with the same units dropped")
    void equalsAlgebra(String name, RecurrentLayer layer, String padding) {
        RecurrentLayer rounded = layer.with(FastLayers.in(DataType.FLOAT, layer.parameters()));
        RecurrentLayer exact = layer.with(FastLayers.in(DataType.DOUBLE, rounded.parameters()));
        RecurrentLayer fast = assertInstanceOf(FastLayer.class, FastLayer.of(rounded));
        RecurrentLayer precise = DoubleFastPath.layer(exact);
        // several packs, then one sequence and one step in the room of those before, of which they must see nothing
        for (int[] size : new int[][] {{19, 6}, {1, 1}, {3, 4}}) {
            int n = size[0];
            int T = size[1];
            INDArray X = random(DataType.DOUBLE, 5 + n, T, n, D);
            State start = state(exact, n, 6);
            INDArray dY = random(DataType.DOUBLE, 7, T, n, exact.outputs());
            State dLast = state(exact, n, 8);
            Mask mask = mask(T, n, padding);
            RecurrentLayer.Run expected = exact.forward(X, start, mask, Mode.training(new Random(3)));
            RecurrentLayer.Gradients gradients = expected.backward(dY, dLast);
            RecurrentLayer.Run run = precise.forward(X, start, mask, Mode.training(new Random(3)));
            compare(expected, gradients, run, run.backward(dY, dLast), 1e-11);
            RecurrentLayer.Run inFloat = fast.forward(
                    X.castTo(DataType.FLOAT), FastLayers.in(DataType.FLOAT, start), mask, Mode.training(new Random(3)));
            compare(
                    expected,
                    gradients,
                    inFloat,
                    inFloat.backward(dY.castTo(DataType.FLOAT), FastLayers.in(DataType.FLOAT, dLast)),
                    3e-5);
        }
    }

    private static void compare(
            RecurrentLayer.Run expected,
            RecurrentLayer.Gradients gradients,
            RecurrentLayer.Run run,
            RecurrentLayer.Gradients g,
            double tolerance) {
        near("Y", expected.Y(), run.Y(), tolerance);
        near("last", expected.last(), run.last(), tolerance);
        near("dX", gradients.dX(), g.dX(), tolerance);
        near("dStart", gradients.dStart(), g.dStart(), tolerance);
        assertEquals(gradients.parameters().names(), g.parameters().names());
        for (String parameter : gradients.parameters().names()) {
            near(
                    parameter,
                    gradients.parameters().get(parameter),
                    g.parameters().get(parameter),
                    tolerance);
        }
    }

    private static void near(String name, State expected, State actual, double tolerance) {
        assertEquals(expected.size(), actual.size());
        for (int k = 0; k < expected.size(); k++) {
            near(name + k, expected.get(k), actual.get(k), tolerance);
        }
    }

    private static void near(String name, INDArray expected, INDArray actual, double tolerance) {
        assertArrayEquals(expected.shape(), actual.shape(), name);
        double distance = FastLayers.distance(actual, expected);
        assertTrue(distance < tolerance, () -> name + " is off by " + distance);
    }

    private static Stream<Arguments> combinations() {
        return FastLayers.combinations(D, H, DataType.FLOAT).entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("combinations")
    @DisplayName("pools as the algebra does, and leaves the gradient of the inputs out if nobody wants it")
    void pooled(String name, RecurrentLayer layer) {
        RecurrentLayer fast = FastLayer.of(layer);
        INDArray X = random(DataType.FLOAT, 5, 6, 19, D);
        for (Pooling pooling : Pooling.values()) {
            for (Mask mask : List.of(Mask.none(), mask(6, 19, "anywhere"))) {
                RecurrentLayer.Run expected = layer.forward(X, layer.zeroState(19), mask, Mode.EVALUATION);
                RecurrentLayer.Run run = fast.forward(X, layer.zeroState(19), mask, Mode.EVALUATION);
                INDArray P = expected.pooled(pooling, mask);
                near(pooling + " P", P, run.pooled(pooling, mask), 1e-4);
                INDArray dP = random(DataType.FLOAT, 6, P.shape());
                RecurrentLayer.Gradients right = expected.backwardPooled(dP, pooling, mask, true);
                RecurrentLayer.Gradients g = run.backwardPooled(dP, pooling, mask, true);
                near(pooling + " dX", right.dX(), g.dX(), 1e-4);
                RecurrentLayer.Gradients alone = fast.forward(X, layer.zeroState(19), mask, Mode.EVALUATION)
                        .backwardPooled(dP, pooling, mask, false);
                for (String parameter : right.parameters().names()) {
                    near(
                            parameter,
                            right.parameters().get(parameter),
                            g.parameters().get(parameter),
                            1e-4);
                    near(
                            parameter,
                            g.parameters().get(parameter),
                            alone.parameters().get(parameter),
                            1e-7);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("combinations")
    @DisplayName("gives the same bits on one, two and four threads")
    void threadsDoNotMatter(String name, RecurrentLayer layer) throws Exception {
        int n = 300;
        INDArray X = random(DataType.FLOAT, 5, 5, n, D);
        INDArray dY = random(DataType.FLOAT, 6, 5, n, layer.outputs());
        RecurrentLayer.Run[] runs = new RecurrentLayer.Run[3];
        RecurrentLayer.Gradients[] gradients = new RecurrentLayer.Gradients[3];
        for (int i = 0; i < 3; i++) {
            int which = i;
            ForkJoinPool pool = new ForkJoinPool(1 << i);
            pool.submit(() -> {
                        runs[which] = FastLayer.of(layer)
                                .forward(X, layer.zeroState(n), mask(5, n, "behind"), Mode.training(new Random(1)));
                        gradients[which] = runs[which].backward(dY);
                    })
                    .get();
            pool.shutdown();
            assertEquals(runs[0].Y(), runs[i].Y());
            assertEquals(0, runs[0].Y().distance2(runs[i].Y()));
            assertEquals(0, gradients[0].dX().distance2(gradients[i].dX()));
            for (String parameter : layer.parameters().names()) {
                assertEquals(
                        0,
                        gradients[0]
                                .parameters()
                                .get(parameter)
                                .distance2(gradients[i].parameters().get(parameter)),
                        parameter);
            }
        }
    }

    @Test
    @DisplayName("stands for the same layer: sizes, parameters, plan; other parameters, other types, other cells")
    void standsFor() {
        FastLayers.combinations(D, H, DataType.FLOAT).forEach((name, layer) -> {
            RecurrentLayer fast = FastLayer.of(layer);
            assertAll(
                    name,
                    () -> assertEquals(layer.inputs(), fast.inputs()),
                    () -> assertEquals(layer.outputs(), fast.outputs()),
                    () -> assertSame(
                            layer.parameters().arrays().get(0),
                            fast.parameters().arrays().get(0)),
                    () -> assertEquals(layer.plan(), fast.plan()),
                    () -> assertEquals(layer.toString(), fast.toString()),
                    () -> assertInstanceOf(
                            FastLayer.class, fast.with(layer.parameters().copy())));
        });
        RecurrentLayer exact =
                LstmCell.random(D, H, Init.normal(0.1), DataType.DOUBLE, 1).layer();
        assertSame(exact, FastLayer.of(exact));
        RecurrentLayer stack = Stacked.of(exact);
        assertSame(stack, FastLayer.of(stack));
        RecurrentLayer relu = RnnCell.random(D, D, 1).withRelu().layer();
        assertSame(relu, FastLayer.of(relu));
        RecurrentLayer half = Stacked.of(relu, LstmCell.random(D, H, 1).layer());
        Stacked mixed = assertInstanceOf(Stacked.class, FastLayer.of(half));
        assertInstanceOf(FastLayer.class, mixed.layers().get(1));
        INDArray X = random(DataType.FLOAT, 5, 4, 2, D);
        near(
                "Y",
                half.forward(X, half.zeroState(2)).Y(),
                mixed.forward(X, half.zeroState(2)).Y(),
                1e-5);
    }

    @Test
    @DisplayName("reads and writes arrays that are views or lie in memory in another order")
    void views() {
        RecurrentLayer layer = FastLayers.all(D, H).get(1);
        INDArray X = random(DataType.FLOAT, 5, 4, 3, D);
        RecurrentLayer fast = FastLayer.of(layer);
        INDArray Y = fast.forward(X, layer.zeroState(3)).Y();
        assertEquals(0, Y.distance2(fast.forward(X.dup('f'), layer.zeroState(3)).Y()));
        INDArray wide = Nd4j.concat(2, X, X);
        INDArray view = wide.get(
                org.nd4j.linalg.indexing.NDArrayIndex.all(),
                org.nd4j.linalg.indexing.NDArrayIndex.all(),
                org.nd4j.linalg.indexing.NDArrayIndex.interval(D, 2 * D));
        assertEquals(0, Y.distance2(fast.forward(view, layer.zeroState(3)).Y()));
    }

    @Test
    @DisplayName("NaN in a parameter comes out as NaN, not as a number")
    void nanIsNotHidden() {
        for (RecurrentLayer layer : FastLayers.all(D, H)) {
            layer.parameters().arrays().get(1).putScalar(0, Float.NaN);
            State start = new State(
                    layer.zeroState(2).arrays().stream().map(a -> a.addi(1)).toList());
            INDArray Y = FastLayer.of(layer)
                    .forward(Nd4j.ones(DataType.FLOAT, 2, 2, D), start)
                    .Y();
            assertTrue(Double.isNaN(Y.sumNumber().doubleValue()), layer::toString);
        }
    }

    @Test
    @DisplayName("says what is wrong with an argument, and that the way back is that of the last forward")
    void badInput() {
        RecurrentLayer layer = FastLayer.of(FastLayers.all(2, 3).get(1));
        INDArray X = Nd4j.ones(DataType.FLOAT, 4, 5, 2);
        INDArray dY = Nd4j.ones(DataType.FLOAT, 4, 5, 3);
        State zero = layer.zeroState(5);
        assertThrows(IllegalArgumentException.class, () -> layer.forward(dY, zero));
        assertThrows(IllegalArgumentException.class, () -> layer.forward(X.castTo(DataType.DOUBLE), zero));
        assertThrows(IllegalArgumentException.class, () -> layer.forward(X, layer.zeroState(4)));
        assertThrows(IllegalArgumentException.class, () -> layer.forward(X, zero.part(0, 1)));
        Mask small = Mask.of(Nd4j.ones(DataType.FLOAT, 4, 4));
        assertThrows(IllegalArgumentException.class, () -> layer.forward(X, zero, small, Mode.EVALUATION));
        RecurrentLayer.Run first = layer.forward(X, zero);
        assertThrows(IllegalArgumentException.class, () -> first.backward(X));
        first.backward(dY);
        assertThrows(IllegalStateException.class, () -> first.backward(dY));
        RecurrentLayer.Run second = layer.forward(X, zero);
        layer.forward(X, zero);
        assertThrows(IllegalStateException.class, () -> second.backward(dY));
    }
}
