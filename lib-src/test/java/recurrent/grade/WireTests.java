package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

import recurrent.grade.wire.Frames;
import recurrent.grade.wire.Peer;
import recurrent.grade.wire.WireException;
import recurrent.nn.CellRun;
import recurrent.nn.Init;
import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;
import recurrent.text.Batch;
import recurrent.text.CharTokenizer;
import recurrent.text.Corpus;
import recurrent.text.TextCodec;
import recurrent.text.Vocabulary;
import recurrent.train.AdaGrad;
import recurrent.train.Adam;
import recurrent.train.Epoch;
import recurrent.train.History;
import recurrent.train.LanguageModel;
import recurrent.train.Momentum;
import recurrent.train.Optimizer;
import recurrent.train.RmsProp;
import recurrent.train.Schedule;
import recurrent.train.Sgd;
import recurrent.train.TrainingOptions;
import recurrent.train.TrainingResult;
import recurrent.train.WeightDecay;

@DisplayName("Between the grader and a child")
class WireTests {
    private Frames near;
    private Frames far;
    private Peer here;
    private Peer there;

    @BeforeEach
    void connect() throws IOException {
        PipedInputStream toHere = new PipedInputStream(1 << 20);
        PipedInputStream toThere = new PipedInputStream(1 << 20);
        PipedOutputStream fromHere = new PipedOutputStream(toThere);
        PipedOutputStream fromThere = new PipedOutputStream(toHere);
        near = new Frames(toHere, fromHere, "near");
        far = new Frames(toThere, fromThere, "far");
        here = new Peer(near, new Random(1), () -> "", link -> new IllegalStateException(link.type()));
        there = new Peer(far, new Random(2), () -> "printed", link -> new IllegalStateException(link.type()));
        Thread server = new Thread(() -> {
            try {
                there.serve();
            } catch (InterruptedException e) {
                // the end of the test
            }
        });
        server.setDaemon(true);
        server.start();
        here.limit(20_000_000_000L, () -> false);
    }

    @AfterEach
    void disconnect() {
        near.close();
        far.close();
    }

    /** A function that runs on the other side. */
    @SuppressWarnings("unchecked")
    private <A, B> Function<A, B> remote(Function<A, B> function) {
        return here.remote(there.number(function, Function.class), Function.class);
    }

    @Test
    @DisplayName("numbers, text, lists, maps and arrays arrive as they were sent")
    void values() {
        Function<Object, Object> echo = remote(x -> x);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1L);
        map.put("a", null);
        for (Object value : new Object[] {
            1,
            2L,
            3.5,
            Double.NaN,
            1.5f,
            true,
            'ñ',
            "half \uD83D of a character",
            (byte) 3,
            List.of("a", "b"),
            map,
            new ArrayList<>(List.of(1, 2))
        }) {
            assertEquals(value, echo.apply(value));
        }
        assertEquals(List.copyOf(map.keySet()), List.copyOf(((Map<?, ?>) echo.apply(map)).keySet()));
        assertArrayEquals(new double[] {1, -0.0}, (double[]) echo.apply(new double[] {1, -0.0}));
        assertArrayEquals(new int[][] {{1, 2}, {}}, (int[][]) echo.apply(new int[][] {{1, 2}, {}}));
        assertEquals("printedprinted", here.output().substring(0, 14));
    }

    @Test
    @DisplayName("arrays of ND4J keep type, shape and numbers, also views and transposed ones")
    void tensors() {
        Function<INDArray, INDArray> echo = remote(x -> x);
        INDArray cube =
                Nd4j.createFromArray(new double[] {1, 2, 3, 4, 5, 6, 7, 8}).reshape(2, 2, 2);
        for (INDArray array : new INDArray[] {
            cube,
            cube.slice(1),
            cube.slice(1).transpose(),
            cube.get(NDArrayIndex.all(), NDArrayIndex.point(1), NDArrayIndex.all()),
            Nd4j.scalar(3.5),
            Nd4j.createFromArray(new double[][] {{3.5}}),
            Nd4j.createFromArray(1f, 2f),
            Nd4j.createFromArray(1, 2, 3),
            Nd4j.createFromArray(Double.NaN, Double.POSITIVE_INFINITY)
        }) {
            INDArray back = echo.apply(array);
            assertEquals(array.dataType(), back.dataType());
            assertArrayEquals(array.shape(), back.shape());
            assertEquals(array.ordering(), back.ordering());
            assertArrayEquals(
                    array.dup('c').data().asDouble(), back.dup('c').data().asDouble());
        }
        INDArray anyOrder = Nd4j.createFromArray(new double[][] {{3.5}}).transpose();
        assertEquals('a', anyOrder.ordering(), "then this test has lost its subject");
        assertEquals(3.5, echo.apply(anyOrder).getDouble(0, 0));
    }

    @Test
    @DisplayName("the records of the library arrive whole")
    void records() {
        Function<Object, Object> echo = remote(x -> x);
        LanguageModel model = LanguageModel.rnn(5, 3, Init.normal(0.5), DataType.DOUBLE, 7);
        History history = new History(List.of(new Epoch(1, 5, 6, 0.5, 0.1, 1000, Map.of("accuracy", 0.5))));
        TrainingOptions adam = TrainingOptions.defaults()
                .withOptimizer(new Adam(0.8, 0.9, 1e-7))
                .withSchedule(Schedule.warmUp(2, Schedule.cosine(0.1, 0.01, 7)))
                .withWeightDecay(WeightDecay.l2(0.1))
                .withEarlyStopping(3, 0.1);
        TrainingResult result = (TrainingResult) echo.apply(
                new TrainingResult(model, adam, history, true, model.parameters(), Parameters.none(), TextCodec.NONE));
        LanguageModel back = result.model(LanguageModel.class);
        assertEquals(model.cell(RnnCell.class).Wxh(), back.cell(RnnCell.class).Wxh());
        assertEquals(model.plan(), back.plan());
        int[][] ids = {{1, 2, 3}};
        assertEquals(model.forward(ids).scores(), back.forward(ids).scores());
        assertEquals(history, result.history());
        assertTrue(
                result.interrupted() && result.kept().isEmpty() && result.text().isNone());
        assertEquals(model.parameters().names(), result.memory().names());
        assertEquals(adam.optimizer().plan(), result.options().optimizer().plan());
        assertEquals(adam.schedule(), result.options().schedule());
        assertEquals(adam.withOptimizer(new Sgd()), result.options().withOptimizer(new Sgd()));
        CellRun<RnnCell.Step> run = model.cell(RnnCell.class)
                .forward(
                        Nd4j.ones(DataType.DOUBLE, 4, 2, 5),
                        model.cell(RnnCell.class).zeroState(2));
        @SuppressWarnings("unchecked")
        List<RnnCell.Step> steps = (List<RnnCell.Step>) echo.apply(run.steps());
        assertEquals(4, steps.size());
        assertEquals(run.steps().get(3).H(), steps.get(3).H());
        assertEquals(run.last().H(), ((CellRun<?>) echo.apply(run)).last().H());
        assertEquals(TrainingOptions.defaults(), echo.apply(TrainingOptions.defaults()));
        Corpus corpus = Corpus.of("hola", new CharTokenizer());
        Corpus read = (Corpus) echo.apply(corpus);
        assertArrayEquals(corpus.ids(), read.ids());
        assertEquals(corpus.vocabulary().tokens(), read.vocabulary().tokens());
        assertEquals("ol", read.text(1, 3));
        Batch batch = new Batch(new int[][] {{1, 2}}, new int[][] {{2, 3}});
        assertEquals("[[2, 3]]", Arrays.deepToString(((Batch) echo.apply(batch)).targets()));
        assertEquals(DataType.FLOAT, echo.apply(DataType.FLOAT));
    }

    @Test
    @DisplayName(
            "the optimisers of the library arrive with settings and memory, and what an update there adds comes back")
    void optimizers() {
        Function<Object, Object> echo = remote(x -> x);
        for (Optimizer optimizer : List.of(
                new Sgd(), new Momentum(0.8), new AdaGrad(1e-3), new RmsProp(0.8, 1e-3), new Adam(0.8, 0.9, 1e-3))) {
            Parameters w = Parameters.of("w", Nd4j.createFromArray(new double[][] {{1, 2}}));
            Parameters g = Parameters.of("w", Nd4j.createFromArray(new double[][] {{3, -4}}));
            optimizer.update(w, g, 0.1);
            Optimizer back = (Optimizer) echo.apply(optimizer);
            assertEquals(optimizer.plan(), back.plan());
            assertEquals(optimizer.memory().names(), back.memory().names());
            Parameters same = w.copy();
            remote((List<Object> all) -> {
                        ((Optimizer) all.get(0)).update((Parameters) all.get(1), (Parameters) all.get(2), 0.1);
                        return 0;
                    })
                    .apply(List.of(optimizer, w, g));
            back.update(same, g, 0.1);
            assertEquals(same.get("w"), w.get("w"));
            back.memory()
                    .names()
                    .forEach(name -> assertEquals(
                            back.memory().get(name), optimizer.memory().get(name)));
        }
        Optimizer own = new Optimizer() {
            @Override
            public void update(Parameters parameters, Parameters gradients, double rate) {}

            @Override
            public Parameters memory() {
                return Parameters.none();
            }

            @Override
            public void restore(Parameters memory) {}

            @Override
            public Optimizer fresh() {
                return this;
            }
        };
        assertThrows(WireException.class, () -> echo.apply(own));
    }

    @Test
    @DisplayName("what a call does to its arguments is seen by the caller, and only that")
    void changes() {
        INDArray array = Nd4j.ones(DataType.DOUBLE, 2, 2);
        INDArray same = array;
        remote((INDArray x) -> x.muli(3)).apply(array);
        assertEquals(3, same.getDouble(1, 1));
        double[] numbers = {3, 1, 2};
        remote((double[] x) -> {
                    Arrays.sort(x);
                    return 0;
                })
                .apply(numbers);
        assertArrayEquals(new double[] {1, 2, 3}, numbers);
        RnnCell cell = RnnCell.random(2, 3, 1);
        INDArray Wxh = cell.Wxh().dup();
        INDArray Whh = cell.Whh();
        remote((RnnCell c) -> c.Whh().assign(1)).apply(cell);
        assertEquals(Wxh, cell.Wxh());
        assertEquals(1, Whh.getDouble(2, 2));
        List<String> list = new ArrayList<>(List.of("a"));
        remote((List<String> x) -> x.add("b")).apply(list);
        assertEquals(List.of("a", "b"), list);
    }

    @Test
    @DisplayName("a function that was handed over is called where it is, and a generator gives its own numbers")
    void callbacks() {
        List<Double> heard = new ArrayList<>();
        DoubleUnaryOperator listener = x -> {
            heard.add(x);
            return x + 1;
        };
        Function<DoubleUnaryOperator, Double> answer = remote(f -> f.applyAsDouble(f.applyAsDouble(1)));
        assertEquals(3, answer.apply(listener));
        assertEquals(List.of(1.0, 2.0), heard);
        Random random = new Random(5);
        Function<Random, List<Object>> draw =
                remote(r -> List.of(r.nextInt(10), r.nextDouble(), r.nextGaussian(), r.nextBoolean(), r.nextLong()));
        Random own = new Random(5);
        List<Object> expected =
                List.of(own.nextInt(10), own.nextDouble(), own.nextGaussian(), own.nextBoolean(), own.nextLong());
        assertEquals(expected, draw.apply(random));
        assertEquals(own.nextInt(), random.nextInt(), "it goes on where the other side stopped");
        Random ones = new Random() {
            private static final long serialVersionUID = 1;

            @Override
            protected int next(int bits) {
                return 1;
            }
        };
        assertEquals(
                1, remote((Random r) -> r.nextInt()).apply(ones), "a generator of another class is asked where it is");
    }

    @Test
    @DisplayName("exceptions keep their class, if it is a known one, and their message")
    void failures() {
        IllegalArgumentException known = assertThrows(IllegalArgumentException.class, () -> remote(x -> {
                    throw new IllegalArgumentException("no " + x);
                })
                .apply(1));
        assertEquals("no 1", known.getMessage());
        class Own extends RuntimeException {
            private static final long serialVersionUID = 1;
        }
        assertTrue(assertThrows(IllegalStateException.class, () -> remote(x -> {
                            throw new Own();
                        })
                        .apply(1))
                .getMessage()
                .endsWith("Own"));
        assertThrows(StackOverflowError.class, () -> remote(this::deep).apply(1));
    }

    private Object deep(Object x) {
        return deep(x) + "";
    }

    @Test
    @DisplayName("a result of another type than the function's, or of a class that is not on the list, is refused")
    void types() {
        BiFunction<Integer, Integer, Integer> wrong = new BiFunction<>() {
            @Override
            public Integer apply(Integer a, Integer b) {
                return a + b;
            }
        };
        int number = there.number(wrong, BiFunction.class);
        DoubleUnaryOperator asDouble = here.remote(number, DoubleUnaryOperator.class);
        assertThrows(RuntimeException.class, () -> asDouble.applyAsDouble(1));
        assertThrows(RuntimeException.class, () -> remote(x -> new Thread()).apply(1));
        assertThrows(WireException.class, () -> remote(x -> x).apply(new StringBuilder()));
    }

    @Test
    @DisplayName("a call that does not end is given up")
    void timeout() {
        UnaryOperator<Object> sleeps = x -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return x;
        };
        here.limit(60_000_000_000L, () -> true);
        int number = there.number(sleeps, UnaryOperator.class);
        assertThrows(TimeoutException.class, () -> here.call(number, UnaryOperator.class, new Object[] {1}));
    }

    @Test
    @DisplayName("vocabularies arrive with the same indices")
    void vocabulary() {
        Function<Vocabulary, Integer> index = remote(v -> v.indexOf("b"));
        assertEquals(2, index.apply(Vocabulary.of(List.of("a", "b").stream())));
    }
}
