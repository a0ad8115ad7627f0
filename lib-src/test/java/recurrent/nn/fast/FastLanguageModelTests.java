package recurrent.nn.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Embedding;
import recurrent.nn.Init;
import recurrent.nn.Mode;
import recurrent.nn.OneHotInput;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.State;
import recurrent.nn.SymbolLayer;
import recurrent.text.Batch;
import recurrent.train.LanguageModel;

@DisplayName("The fast language model")
class FastLanguageModelTests {
    private static final int E = 3;
    private static final int H = 4;

    private static LanguageModel in(DataType type, LanguageModel model) {
        SymbolLayer input = model.input() instanceof Embedding table
                ? new Embedding(table.E().castTo(type), table.trained())
                : new OneHotInput(model.symbols(), type);
        return new LanguageModel(
                input,
                model.layer().with(FastLayers.in(type, model.layer().parameters())),
                OutputLayer.of(FastLayers.in(type, model.output().parameters())));
    }

    /** Every layer, with every kind of input: one-hot, few vectors, many vectors, trained and frozen. */
    private static Stream<Arguments> models() {
        return Stream.of("one-hot", "6 vectors", "6 frozen vectors", "1500 vectors", "1500 frozen vectors")
                .flatMap(input ->
                        FastLayers.combinations(input.equals("one-hot") ? 6 : E, H, DataType.FLOAT).entrySet().stream()
                                .map(entry -> Arguments.of(input, entry.getKey(), model(input, entry.getValue()))));
    }

    private static LanguageModel model(String input, RecurrentLayer layer) {
        int V = input.startsWith("1500") ? 1500 : 6;
        Embedding table = Embedding.random(V, E, Init.normal(0.5), DataType.FLOAT, 5);
        OutputLayer output = OutputLayer.random(layer.outputs(), V, Init.normal(0.4), DataType.FLOAT, 2);
        SymbolLayer read = input.equals("one-hot")
                ? new OneHotInput(V, DataType.FLOAT)
                : input.contains("frozen") ? table.frozen() : table;
        return new LanguageModel(read, layer, output);
    }

    private static FastLanguageModel fast(LanguageModel model) {
        return FastLanguageModel.of(model.input(), model.layer(), model.output())
                .orElseThrow();
    }

    private static State state(LanguageModel model, int n) {
        Random random = new Random(9);
        return new State(model.zeroState(n).arrays().stream()
                .map(a -> Init.normal(random, 0.5, a.dataType(), n, (int) a.size(1)))
                .toList());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("models")
    @DisplayName("gives what the algebra gives, from any state, with the same units dropped; in batches of any size")
    void equalsAlgebra(String input, String name, LanguageModel rounded) {
        LanguageModel exact = in(DataType.DOUBLE, rounded);
        FastLanguageModel fast = fast(rounded);
        Object precise = DoubleFastPath.model(exact.input(), exact.layer(), exact.output());
        int[][] sizes = {{1, 1}, {19, 5}, {7, 6}, {19, 5}}; // the third one fits into the buffers of the second
        for (int[] size : sizes) {
            int n = size[0];
            int V = exact.symbols();
            Batch batch = new Batch(FastLayers.symbols(n, size[1], V, size[1]), FastLayers.symbols(n, size[1], V, n));
            State start = state(exact, n);
            LanguageModel.Pass expected = exact.pass(batch, start, Mode.training(new Random(3)));
            Object result = DoubleFastPath.call(
                    precise, "lossAndGradients", batch.inputs(), batch.targets(), start, Mode.training(new Random(3)));
            compare(
                    expected,
                    (double) DoubleFastPath.call(result, "loss"),
                    (Parameters) DoubleFastPath.call(result, "gradients"),
                    (State) DoubleFastPath.call(result, "last"),
                    1e-11);
            FastLanguageModel.Result inFloat = fast.lossAndGradients(
                    batch.inputs(),
                    batch.targets(),
                    FastLayers.in(DataType.FLOAT, start),
                    Mode.training(new Random(3)));
            compare(expected, inFloat.loss(), inFloat.gradients(), inFloat.last(), 3e-5);
            LanguageModel.Heard heard = exact.loss(batch, start);
            FastLanguageModel.Result loss =
                    fast.loss(batch.inputs(), batch.targets(), FastLayers.in(DataType.FLOAT, start));
            assertEquals(heard.loss(), loss.loss(), 3e-5);
            assertTrue(loss.gradients().isEmpty());
        }
    }

    private static void compare(
            LanguageModel.Pass expected, double loss, Parameters gradients, State last, double tolerance) {
        assertEquals(expected.result().loss(), loss, tolerance);
        Parameters right = expected.result().gradients();
        assertEquals(right.names(), gradients.names());
        for (String name : right.names()) {
            double error = FastLayers.distance(gradients.get(name), right.get(name));
            assertTrue(error < tolerance, () -> name + " is off by " + error);
        }
        for (int k = 0; k < last.size(); k++) {
            double error = FastLayers.distance(last.get(k), expected.last().get(k));
            assertTrue(error < tolerance, () -> "last is off by " + error);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("models")
    @DisplayName("says, reading symbol after symbol, what the algebra says; and a fork goes its own way")
    void reader(String input, String name, LanguageModel model) {
        var reader = FastReader.of(model.input(), model.layer(), model.output());
        assertEquals(!name.contains("two directions"), reader.isPresent());
        if (reader.isEmpty()) {
            return;
        }
        int[] text = FastLayers.symbols(1, 9, model.symbols(), 5)[0];
        for (int again = 0; again < 2; again++) {
            reader.get().reset();
            State state = model.zeroState(1);
            FastReader fork = null;
            for (int symbol : text) {
                LanguageModel.Scored scored = model.read(symbol, state);
                float[] scores = reader.get().read(symbol);
                if (fork != null) {
                    fork.read(0);
                }
                for (int v = 0; v < scores.length; v++) {
                    assertEquals(scored.next()[v], scores[v], 1e-5);
                }
                state = scored.last();
                fork = reader.get().fork();
            }
        }
    }

    @Test
    @DisplayName("gives the same bits on one, two and four threads")
    void threadsDoNotMatter() throws Exception {
        for (RecurrentLayer layer :
                FastLayers.combinations(6, H, DataType.FLOAT).values()) {
            LanguageModel model = model("one-hot", layer);
            int[][] inputs = FastLayers.symbols(700, 5, 6, 1);
            int[][] targets = FastLayers.symbols(700, 5, 6, 2);
            FastLanguageModel.Result[] results = new FastLanguageModel.Result[3];
            for (int i = 0; i < 3; i++) {
                ForkJoinPool pool = new ForkJoinPool(1 << i);
                results[i] = pool.submit(() -> fast(model)
                                .lossAndGradients(inputs, targets, model.zeroState(700), Mode.training(new Random(1))))
                        .get();
                pool.shutdown();
                assertEquals(results[0].loss(), results[i].loss());
                for (String name : model.parameters().names()) {
                    assertEquals(
                            0,
                            results[0]
                                    .gradients()
                                    .get(name)
                                    .distance2(results[i].gradients().get(name)),
                            name);
                }
            }
        }
    }

    @Test
    @DisplayName("reads parameters that are views or lie in memory in another order")
    void views() {
        LanguageModel model = model("6 vectors", FastLayers.all(E, H).get(1));
        Map<String, INDArray> turned = new LinkedHashMap<>();
        model.parameters()
                .names()
                .forEach(name -> turned.put(name, model.parameters().get(name).dup('f')));
        Parameters p = Parameters.of(turned);
        LanguageModel other =
                new LanguageModel(new Embedding(p.get("E"), true), model.layer().with(p), OutputLayer.of(p));
        int[][] inputs = FastLayers.symbols(3, 5, 6, 1);
        State zero = model.zeroState(3);
        FastLanguageModel.Result a = fast(model).lossAndGradients(inputs, inputs, zero, Mode.EVALUATION);
        FastLanguageModel.Result b = fast(other).lossAndGradients(inputs, inputs, zero, Mode.EVALUATION);
        assertEquals(a.loss(), b.loss());
        p.names()
                .forEach(name -> assertEquals(
                        0, a.gradients().get(name).distance2(b.gradients().get(name)), 1e-6, name));
    }

    @Test
    @DisplayName("there is none for DOUBLE and for inputs of your own")
    void none() {
        LanguageModel model = model("one-hot", FastLayers.all(6, H).get(0));
        LanguageModel exact = in(DataType.DOUBLE, model);
        assertTrue(FastLanguageModel.of(exact.input(), exact.layer(), exact.output())
                .isEmpty());
        assertTrue(FastReader.of(exact.input(), exact.layer(), exact.output()).isEmpty());
        SymbolLayer own = new SymbolLayer() {
            @Override
            public int symbols() {
                return 6;
            }

            @Override
            public int size() {
                return 6;
            }

            @Override
            public INDArray forward(int[][] ids) {
                return model.input().forward(ids);
            }

            @Override
            public recurrent.nn.Plan plan() {
                return model.input().plan();
            }
        };
        assertTrue(FastLanguageModel.of(own, model.layer(), model.output()).isEmpty());
        assertTrue(FastReader.of(own, model.layer(), model.output()).isEmpty());
    }

    @Test
    @DisplayName("says what is wrong with a batch or a state")
    void badInput() {
        LanguageModel model = model("one-hot", FastLayers.all(6, H).get(1));
        FastLanguageModel fast = fast(model);
        State zero = model.zeroState(2);
        int[][] good = {{0, 1}, {2, 3}};
        int[][] ragged = {{0, 1}, {2}};
        int[][] unknown = {{0, 1}, {2, 6}};
        for (int[][][] bad : List.of(
                new int[][][] {ragged, good},
                new int[][][] {good, ragged},
                new int[][][] {unknown, good},
                new int[][][] {good, unknown},
                new int[][][] {new int[0][], new int[0][]},
                new int[][][] {good, new int[0][]})) {
            assertThrows(IllegalArgumentException.class, () -> fast.loss(bad[0], bad[1], zero));
        }
        assertThrows(IllegalArgumentException.class, () -> fast.loss(good, good, model.zeroState(3)));
        assertThrows(IllegalArgumentException.class, () -> fast.loss(good, good, zero.part(0, 1)));
        FastReader reader =
                FastReader.of(model.input(), model.layer(), model.output()).orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> reader.read(6));
    }
}
