package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.normal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("Plans, to make a model again from a file")
class PlanTests {
    private static final Plans PLANS = Plans.ofLayers();

    static Stream<Named<Cell<?>>> cells() {
        return Stream.of(
                        RnnCell.random(3, 4, 1),
                        RnnCell.random(3, 4, 1).withRelu(),
                        LstmCell.random(3, 4, 1),
                        GruCell.random(3, 4, 1),
                        ResetAfterGruCell.random(3, 4, 1))
                .map(cell -> Named.of(cell.plan().kind(), cell));
    }

    static Stream<Named<RecurrentLayer>> layers() {
        RecurrentLayer lstm = LstmCell.random(3, 4, 1).layer();
        RecurrentLayer gru = GruCell.random(4, 2, 1).layer();
        RecurrentLayer both =
                Bidirectional.concat(lstm, LstmCell.random(3, 4, 2).layer());
        return Stream.<RecurrentLayer>of(
                        lstm,
                        Stacked.of(lstm, gru).withDropout(0.3),
                        both,
                        Bidirectional.sum(lstm, lstm),
                        Stacked.of(both, Stacked.of(GruCell.random(8, 3, 1).layer())))
                .map(layer -> Named.of(layer.toString(), layer));
    }

    static Stream<Named<InputLayer>> inputs() {
        return Stream.<InputLayer>of(
                        new OneHotInput(5, DataType.DOUBLE),
                        new Features(7),
                        Embedding.random(5, 3, 1),
                        Embedding.random(5, 3, 1).frozen())
                .map(layer -> Named.of(layer.toString(), layer));
    }

    @ParameterizedTest
    @MethodSource("cells")
    @DisplayName("of every cell: made again it is the same cell, and shares the arrays")
    void cells(Cell<?> cell) {
        Cell<?> again = PLANS.build(Cell.class, readBack(cell.plan()), cell.parameters());
        assertEquals(cell, again);
        assertEquals(cell.parameters().names(), again.parameters().names());
        assertSame(
                cell.parameters().arrays().get(0), again.parameters().arrays().get(0));
        assertEquals(3, cell.plan().whole("inputs"));
        assertEquals(4, cell.plan().whole("hidden"));
    }

    @ParameterizedTest
    @MethodSource("layers")
    @DisplayName("of every layer: made again it is the same layer, however deep")
    void layers(RecurrentLayer layer) {
        RecurrentLayer again = PLANS.build(RecurrentLayer.class, readBack(layer.plan()), layer.parameters());
        assertEquals(layer, again);
        assertEquals(layer.plan(), again.plan());
    }

    @ParameterizedTest
    @MethodSource("inputs")
    @DisplayName("of every input layer: made again it is the same, trained or frozen")
    void inputs(InputLayer layer) {
        Parameters arrays = Parameters.join(layer.parameters(), layer.fixed());
        assertEquals(layer, PLANS.build(InputLayer.class, readBack(layer.plan()), arrays));
    }

    @Test
    @DisplayName("of dense layers and perceptrons: with and without biases")
    void dense() {
        Mlp mlp = Mlp.random(new int[] {3, 5, 2}, Activation.RELU, Activation.SIGMOID, 1);
        for (Mlp each : List.of(mlp, mlp.withoutBiases())) {
            assertEquals(each, PLANS.build(Mlp.class, readBack(each.plan()), each.parameters()));
            DenseLayer layer = each.layers().get(0);
            assertEquals(layer, PLANS.build(DenseLayer.class, readBack(layer.plan()), layer.parameters("")));
        }
    }

    /** As a file would give it back: a map, all numbers of one type. */
    private static Plan readBack(Plan plan) {
        return Plan.of(read(plan.toMap()));
    }

    private static Map<String, Object> read(Map<String, Object> map) {
        Map<String, Object> read = new LinkedHashMap<>();
        map.forEach((name, value) -> read.put(name, value(value)));
        return read;
    }

    @SuppressWarnings("unchecked") // a plan has strings for keys
    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return read((Map<String, Object>) map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlanTests::value).toList();
        }
        assertTrue(
                value instanceof String || value instanceof Boolean || value instanceof Number,
                () -> "JSON has no " + value);
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    /** A cell of one's own, that adds what it reads. */
    record Sum(INDArray w) implements Cell<Sum.Step> {
        record Step(INDArray Xt, INDArray H) implements Cell.Step {
            @Override
            public State after() {
                return State.of(H);
            }
        }

        static Sum build(Plan plan, Parameters arrays) {
            return new Sum(arrays.get("w"));
        }

        @Override
        public int inputs() {
            return (int) w.size(1);
        }

        @Override
        public int hidden() {
            return (int) w.size(1);
        }

        @Override
        public Parameters parameters() {
            return Parameters.of("w", w);
        }

        @Override
        public Cell<Step> with(Parameters parameters) {
            return new Sum(parameters.get("w"));
        }

        @Override
        public Step step(INDArray Xt, State before) {
            return new Step(Xt, before.H().add(Xt.mulRowVector(w)));
        }

        @Override
        public Back backward(Step step, State dAfter) {
            INDArray dH = dAfter.H();
            return new Back(Parameters.of("w", dH.mul(step.Xt()).sum(true, 0)), dH.mulRowVector(w), State.of(dH.dup()));
        }

        @Override
        public Plan plan() {
            return plan("sum");
        }
    }

    @Test
    @DisplayName("a cell of one's own is trained, stacked and made again like those of the course")
    void ofYourOwn() {
        RecurrentLayer layer = Stacked.of(new Sum(normal(1, 1, 3)).layer(), new Sum(normal(2, 1, 3)).layer());
        GradientCheck.Report report = LayerChecks.check(layer, 4, 3, LayerChecks.mask(4, 4, 2, 3), false);
        assertTrue(report.max() < 1e-6, report::toString);
        Plans plans = PLANS.with("sum", Sum::build);
        assertEquals(layer, plans.build(RecurrentLayer.class, readBack(layer.plan()), layer.parameters()));
    }

    @Test
    @DisplayName("a kind that is not known is refused, and says how to make it known")
    void unknown() {
        Sum cell = new Sum(Nd4j.ones(1, 3));
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> PLANS.build(RecurrentLayer.class, cell.layer().plan(), cell.parameters()));
        assertEquals(
                "kind: this version does not know «sum»; if it is one of your own, say how to make it:"
                        + " plans.with(\"sum\", …)",
                e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class,
                () -> PLANS.build(RecurrentLayer.class, cell.plan(), cell.parameters()));
        assertTrue(e.getMessage().contains("plans.with"), e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> PLANS.with("lstm", Sum::build));
        assertEquals("kind: there is already one called lstm", e.getMessage());
    }

    @Test
    @DisplayName("more plans are a copy: those of the course stay as they are")
    void immutable() {
        PLANS.with("sum", Sum::build);
        Sum cell = new Sum(Nd4j.ones(1, 3));
        assertThrows(IllegalArgumentException.class, () -> PLANS.build(Cell.class, cell.plan(), cell.parameters()));
    }

    @Test
    @DisplayName("a kind of the wrong sort, a missing array and a missing part are refused")
    void refused() {
        LstmCell cell = LstmCell.random(3, 4, 1);
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> PLANS.build(RecurrentLayer.class, cell.plan(), cell.parameters()));
        assertEquals("kind: expected a RecurrentLayer, but «lstm» is none", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> PLANS.build(Cell.class, cell.plan(), Parameters.none()));
        assertEquals("name: there is no «Wx», only []", e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class,
                () -> PLANS.build(RecurrentLayer.class, Plan.of("unrolled"), cell.parameters()));
        assertEquals("unrolled: expected the plan of a part called cell, got null", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> Plan.of(Map.of("inputs", 3)));
        assertEquals("the plan of a part has no kind: {inputs=3}", e.getMessage());
    }

    @Test
    @DisplayName("a cell without a plan cannot be saved, and says what it lacks")
    void withoutAPlan() {
        Cell<Sum.Step> bare = new Cell<>() {
            private final Sum sum = new Sum(Nd4j.ones(1, 3));

            @Override
            public int inputs() {
                return sum.inputs();
            }

            @Override
            public int hidden() {
                return sum.hidden();
            }

            @Override
            public Parameters parameters() {
                return sum.parameters();
            }

            @Override
            public Cell<Sum.Step> with(Parameters parameters) {
                return sum.with(parameters);
            }

            @Override
            public Sum.Step step(INDArray Xt, State before) {
                return sum.step(Xt, before);
            }

            @Override
            public Back backward(Sum.Step step, State dAfter) {
                return sum.backward(step, dAfter);
            }
        };
        Exception e = assertThrows(UnsupportedOperationException.class, bare::plan);
        assertTrue(e.getMessage().contains("cannot be saved: it has no plan"), e.getMessage());
        assertTrue(e.getMessage().contains("plans.with(\"a-name\", …)"), e.getMessage());
        assertThrows(UnsupportedOperationException.class, () -> bare.layer().plan());
    }

    @Test
    @DisplayName("numbers, words, choices and truth values are read as what they are, and nothing else")
    void parts() {
        Plan plan = Plan.of("thing")
                .with("size", 3)
                .with("rate", 0.5)
                .with("word", "TANH")
                .with("yes", true)
                .with("never", "NaN")
                .with("part", Plan.of("inner").with("size", 4))
                .with("list", List.of(Plan.of("a"), Plan.of("b")));
        assertEquals(3, plan.whole("size"));
        assertEquals(0.5, plan.number("rate"));
        assertTrue(Double.isNaN(plan.number("never")));
        assertEquals(Activation.TANH, plan.choice("word", Activation.class));
        assertTrue(plan.yes("yes"));
        assertEquals(4, plan.plan("part").whole("size"));
        assertEquals(
                List.of("a", "b"), plan.plans("list").stream().map(Plan::kind).toList());
        assertFalse(plan.parts().containsKey("kind"));
        assertEquals(plan, Plan.of(plan.toMap()));
        Exception e = assertThrows(IllegalArgumentException.class, () -> plan.whole("rate"));
        assertEquals("thing: expected a whole number called rate, got 0.5", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> plan.number("word"));
        assertEquals("thing: expected a number called word, got TANH", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> plan.whole("never"));
        assertThrows(IllegalArgumentException.class, () -> plan.word("size"));
        assertThrows(IllegalArgumentException.class, () -> plan.yes("word"));
        assertThrows(IllegalArgumentException.class, () -> plan.plan("size"));
        assertThrows(IllegalArgumentException.class, () -> plan.plans("part"));
        assertThrows(IllegalArgumentException.class, () -> plan.choice("word", DataType.class));
    }
}
