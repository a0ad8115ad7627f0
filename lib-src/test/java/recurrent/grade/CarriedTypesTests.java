package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Score;
import recurrent.exercises.Exercises;
import recurrent.grade.wire.Frames;
import recurrent.grade.wire.Functions;
import recurrent.grade.wire.Peer;
import recurrent.ngram.NGramModel;
import recurrent.nn.Activation;
import recurrent.nn.Attention;
import recurrent.nn.Bidirectional;
import recurrent.nn.Embedding;
import recurrent.nn.EncoderDecoder;
import recurrent.nn.Features;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.Mask;
import recurrent.nn.Mlp;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;
import recurrent.text.Batch;
import recurrent.text.CharTokenizer;
import recurrent.text.Corpus;
import recurrent.text.TextCodec;
import recurrent.text.Vocabulary;
import recurrent.train.Adam;
import recurrent.train.Checkpoint;
import recurrent.train.Epoch;
import recurrent.train.History;
import recurrent.train.LabelledBatch;
import recurrent.train.LanguageModel;
import recurrent.train.MlpClassifier;
import recurrent.train.Momentum;
import recurrent.train.Optimizer;
import recurrent.train.PairBatch;
import recurrent.train.Schedule;
import recurrent.train.SequenceClassifier;
import recurrent.train.SequenceToSequence;
import recurrent.train.TrainingOptions;
import recurrent.train.TrainingResult;

/**
 * Walks the parameters and results of all functions that exercises ask for, and sends an object of each type through
 * the wire. A new exercise with a type that the grader cannot carry fails here, by name, before any student meets it.
 */
@DisplayName("The grader can carry")
class CarriedTypesTests {
    private static final LanguageModel MODEL = LanguageModel.rnn(5, 3, Init.normal(0.5), DataType.DOUBLE, 7);

    private static final RecurrentLayer DEEP = Stacked.of(
                    GruCell.random(2, 3, 1).layer(),
                    Bidirectional.sum(
                            ResetAfterGruCell.random(3, 2, 1).layer(),
                            ResetAfterGruCell.random(3, 2, 2).layer()))
            .withDropout(0.5);

    /** Objects of types whose constructors want their parts to fit together. */
    private static final List<Object> SAMPLES = List.of(
            RnnCell.random(2, 3, 1),
            OutputLayer.random(3, 2, Init.normal(0.5), DataType.DOUBLE, 2),
            RnnCell.random(2, 3, 1)
                    .forward(
                            Nd4j.ones(DataType.FLOAT, 4, 2, 2),
                            RnnCell.random(2, 3, 1).zeroState(2)),
            RnnCell.random(2, 3, 1).parameters(),
            Vocabulary.of(List.of("a", "b").stream()),
            Corpus.of("hola", new CharTokenizer()),
            new Batch(new int[][] {{1, 2}}, new int[][] {{2, 3}}),
            MODEL,
            MODEL.forward(new int[][] {{1, 2}}),
            TrainingOptions.defaults()
                    .withOptimizer(Adam.standard())
                    .withSchedule(Schedule.warmUp(2, Schedule.cosine(0.1, 0.01, 7))),
            new TrainingResult(
                    MODEL,
                    TrainingOptions.defaults(),
                    new History(List.of(new Epoch(1, 5, 6, 0.5, 0.1, 1000, Map.of("accuracy", 0.5)))),
                    false,
                    MODEL.parameters(),
                    Parameters.none(),
                    TextCodec.NONE),
            LabelledBatch.ofSymbols(new int[][] {{1, 2}}, new int[] {1})
                    .withMask(Mask.of(Nd4j.ones(DataType.FLOAT, 2, 1))),
            PairBatch.of(new int[][] {{1, 2}}, new int[][] {{2, 1}}, 0),
            Checkpoint.of(SequenceClassifier.of(Embedding.random(5, 2, 1), DEEP, 2), TextCodec.NONE),
            Checkpoint.of(
                    MlpClassifier.of(
                            new Features(3),
                            Pooling.MEAN,
                            Mlp.random(new int[] {3, 2}, Activation.TANH, Activation.IDENTITY, 1)),
                    TextCodec.NONE),
            SequenceToSequence.of(
                    Embedding.random(5, 2, 1),
                    Embedding.random(4, 2, 1).frozen(),
                    new EncoderDecoder(
                            LstmCell.random(2, 3, 1).layer(),
                            LstmCell.random(2, 3, 2).layer(),
                            Attention.SCALED_DOT)),
            NGramModel.of(new int[] {0, 1, 1}, 2, 2).top(1, 0).get(0),
            Momentum.standard(),
            new CharTokenizer(),
            new Random(5),
            "text",
            1,
            2L,
            3.5,
            1.5f,
            true,
            'c');

    private Frames near;
    private Frames far;
    private Peer here;
    private int echo;

    @BeforeEach
    void connect() throws IOException {
        PipedInputStream toHere = new PipedInputStream(1 << 20);
        PipedInputStream toThere = new PipedInputStream(1 << 20);
        PipedOutputStream fromHere = new PipedOutputStream(toThere); // connected before anybody reads
        PipedOutputStream fromThere = new PipedOutputStream(toHere);
        near = new Frames(toHere, fromHere, "near");
        far = new Frames(toThere, fromThere, "far");
        here = new Peer(near, new Random(1), () -> "", link -> new IllegalStateException(link.type()));
        Peer there = new Peer(far, new Random(2), () -> "", link -> new IllegalStateException(link.type()));
        echo = there.number((UnaryOperator<Object>) x -> x, UnaryOperator.class);
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

    @TestFactory
    @DisplayName("every type of every exercise")
    Stream<DynamicTest> exercises() {
        return Exercises.all().stream()
                .map(Exercises.Entry::type)
                .map(exercise -> DynamicTest.dynamicTest(
                        exercise.getSimpleName(), () -> assertEquals("", String.join("\n", problems(exercise)))));
    }

    @Test
    @DisplayName("one of each: models, their steps, options, results, batches")
    void samples() {
        List<String> problems = new ArrayList<>();
        for (Object sample : SAMPLES) {
            try {
                Object back = here.call(echo, UnaryOperator.class, new Object[] {sample});
                if (!same(sample, back)) {
                    problems.add(sample + " came back as " + back);
                }
            } catch (Throwable e) {
                problems.add(sample + ": " + e.getMessage());
            }
        }
        assertEquals("", String.join("\n", problems));
    }

    interface Takes {
        void it(Map<String, List<Thread>> threads);
    }

    interface Gives {
        StringBuilder it(int number);
    }

    interface Two {
        int a();

        int b();
    }

    static final class Odd {
        private Odd() {}

        public static Score check(Takes takes, Gives gives, Two two) {
            return null;
        }
    }

    @Test
    @DisplayName("no type that it cannot, and says which: a parameter, a result, an interface with two methods")
    void odd() {
        List<String> problems = problems(Odd.class);
        assertEquals(3, problems.size(), problems::toString);
        assertTrue(problems.get(0).startsWith("Odd: Takes.it: java.lang.Thread: "), problems.get(0));
        assertTrue(problems.get(1).startsWith("Odd: Gives.it: java.lang.StringBuilder: "), problems.get(1));
        assertTrue(problems.get(2).startsWith("Odd: Two: "), problems.get(2));
    }

    private List<String> problems(Class<?> exercise) {
        List<String> problems = new ArrayList<>();
        for (Method check : exercise.getMethods()) {
            if (check.getName().equals("check") && check.getReturnType() == Score.class) {
                for (Class<?> function : check.getParameterTypes()) {
                    String name = exercise.getSimpleName() + ": " + function.getSimpleName();
                    Method method;
                    try {
                        if (exercise != Odd.class) {
                            Functions.named(function.getName());
                        }
                        method = Functions.method(function);
                    } catch (RuntimeException e) {
                        problems.add(name + ": " + e.getMessage());
                        continue;
                    }
                    List<Type> types = new ArrayList<>(List.of(method.getGenericParameterTypes()));
                    types.add(method.getGenericReturnType());
                    types.forEach(type ->
                            problem(type).ifPresent(p -> problems.add(name + "." + method.getName() + ": " + p)));
                }
            }
        }
        return problems;
    }

    private java.util.Optional<String> problem(Type type) {
        try {
            if (type != void.class) {
                Object sample = sample(type, 0);
                Object back = here.call(echo, UnaryOperator.class, new Object[] {sample});
                if (!same(sample, back)) {
                    return java.util.Optional.of(type.getTypeName() + ": came back as " + back + ", was " + sample);
                }
            }
            return java.util.Optional.empty();
        } catch (Throwable e) {
            return java.util.Optional.of(
                    e instanceof NoSample ? e.getMessage() : type.getTypeName() + ": " + e.getMessage());
        }
    }

    private static final class NoSample extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoSample(Type type) {
            super(type.getTypeName() + ": this test has no object of it; if the wire can carry it, add one to SAMPLES");
        }
    }

    private static Object sample(Type type, int depth) {
        if (depth > 6) {
            throw new NoSample(type);
        }
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] parts = generic.getActualTypeArguments();
            if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
                return new ArrayList<>(List.of(sample(parts[0], depth + 1), sample(parts[0], depth + 1)));
            }
            if (raw == Set.class) {
                return Set.of(sample(parts[0], depth + 1));
            }
            if (raw == Map.class) {
                Map<Object, Object> map = new LinkedHashMap<>();
                map.put(sample(parts[0], depth + 1), sample(parts[1], depth + 1));
                return map;
            }
            return sample(raw, depth);
        }
        if (!(type instanceof Class<?> wanted)) {
            throw new NoSample(type);
        }
        if (wanted == INDArray.class) {
            return Nd4j.createFromArray(new double[][] {{1, -2}, {Double.NaN, 4}});
        }
        if (wanted.isArray()) {
            Object array = Array.newInstance(wanted.getComponentType(), 2);
            IntStream.range(0, 2).forEach(i -> Array.set(array, i, sample(wanted.getComponentType(), depth + 1)));
            return array;
        }
        Class<?> boxed = wanted.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(wanted).wrap().returnType()
                : wanted;
        for (Object one : SAMPLES) {
            if (boxed.isInstance(one)) {
                return one;
            }
        }
        if (wanted.isEnum()) {
            return wanted.getEnumConstants()[0];
        }
        if (wanted.isRecord()) {
            return record(wanted, depth);
        }
        if (wanted.isInterface()
                && Stream.of(wanted.getMethods())
                                .filter(m -> Modifier.isAbstract(m.getModifiers()))
                                .count()
                        == 1) {
            return Proxy.newProxyInstance(
                    wanted.getClassLoader(), new Class<?>[] {wanted}, (p, m, a) -> switch (m.getName()) {
                        case "equals" -> p == a[0];
                        case "hashCode" -> 1;
                        default -> wanted.getName();
                    });
        }
        throw new NoSample(type);
    }

    private static Object record(Class<?> type, int depth) {
        RecordComponent[] parts = type.getRecordComponents();
        try {
            return type.getDeclaredConstructor(
                            Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new))
                    .newInstance(Stream.of(parts)
                            .map(part -> sample(part.getGenericType(), depth + 1))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new NoSample(type);
        }
    }

    /** Whether a value came back as it was; functions and generators come back as something that can be called. */
    private static boolean same(Object a, Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof INDArray x && b instanceof INDArray y) {
            return x.dataType() == y.dataType()
                    && java.util.Arrays.equals(x.shape(), y.shape())
                    && x.isEmpty() == y.isEmpty()
                    && (x.isEmpty()
                            || java.util.Arrays.equals(
                                    x.dup('c').data().asDouble(),
                                    y.dup('c').data().asDouble()));
        }
        if (a.getClass().isArray()) {
            return b.getClass() == a.getClass()
                    && Array.getLength(a) == Array.getLength(b)
                    && IntStream.range(0, Array.getLength(a)).allMatch(i -> same(Array.get(a, i), Array.get(b, i)));
        }
        if (a instanceof Record && b.getClass() == a.getClass()) {
            return Stream.of(a.getClass().getRecordComponents()).allMatch(part -> {
                try {
                    part.getAccessor().setAccessible(true);
                    return same(part.getAccessor().invoke(a), part.getAccessor().invoke(b));
                } catch (ReflectiveOperationException e) {
                    return false;
                }
            });
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return same(List.copyOf(x.keySet()), List.copyOf(y.keySet()))
                    && same(List.copyOf(x.values()), List.copyOf(y.values()));
        }
        if (a instanceof Collection<?> x && b instanceof Collection<?> y) {
            Object[] p = x.toArray();
            Object[] q = y.toArray();
            return p.length == q.length && IntStream.range(0, p.length).allMatch(i -> same(p[i], q[i]));
        }
        if (a instanceof Vocabulary x && b instanceof Vocabulary y) {
            return x.tokens().equals(y.tokens());
        }
        if (a instanceof Parameters x && b instanceof Parameters y) {
            return x.names().equals(y.names()) && same(x.arrays(), y.arrays());
        }
        if (a instanceof Optimizer x && b instanceof Optimizer y) {
            return x.plan().equals(y.plan()) && same(x.memory(), y.memory());
        }
        if (a instanceof Random || Proxy.isProxyClass(a.getClass())) {
            return a.getClass() == b.getClass() || b instanceof Random || Proxy.isProxyClass(b.getClass());
        }
        return a instanceof CharTokenizer ? b instanceof CharTokenizer : Objects.equals(a, b);
    }
}
