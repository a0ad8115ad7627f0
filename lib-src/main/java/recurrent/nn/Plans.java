package recurrent.nn;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to make things again from their {@link Plan}: a builder for each kind. Immutable. A new kind of cell, layer or
 * model is one line here, or, outside the library, one call of {@link #with}. Chapters 15 and 18.
 */
public final class Plans {
    private static final Plans LAYERS = new Plans(Map.of())
            .with(OneHotInput.KIND, OneHotInput::build)
            .with(Features.KIND, Features::build)
            .with(Embedding.KIND, Embedding::build)
            .with(DenseLayer.KIND, DenseLayer::build)
            .with(Mlp.KIND, Mlp::build)
            .with(RnnCell.KIND, (plan, arrays) -> RnnCell.of(arrays))
            .with(RnnCell.RELU_KIND, (plan, arrays) -> RnnCell.of(arrays).withRelu())
            .with(LstmCell.KIND, (plan, arrays) -> LstmCell.of(arrays))
            .with(GruCell.KIND, (plan, arrays) -> GruCell.of(arrays))
            .with(ResetAfterGruCell.KIND, (plan, arrays) -> ResetAfterGruCell.of(arrays))
            .with(CellLayer.KIND, CellLayer::build)
            .with(Stacked.KIND, Stacked::build)
            .with(Bidirectional.KIND, Bidirectional::build);

    private final Map<String, Builder> builders;

    private Plans(Map<String, Builder> builders) {
        this.builders = builders;
    }

    /** Makes one kind of thing. */
    @FunctionalInterface
    public interface Builder {
        /**
         * Makes it.
         *
         * @param plan   what its {@code plan()} returned
         * @param arrays its arrays under their names, and perhaps others; shared
         * @param plans  makes its parts
         * @return the thing
         * @throws IllegalArgumentException if a part or an array is missing or does not fit
         */
        Object build(Plan plan, Parameters arrays, Plans plans);
    }

    /** Makes one kind of thing that has no parts with plans of their own. */
    @FunctionalInterface
    public interface PlainBuilder {
        /**
         * Makes it.
         *
         * @param plan   what its {@code plan()} returned
         * @param arrays its arrays under their names, and perhaps others; shared
         * @return the thing
         * @throws IllegalArgumentException if an array is missing or does not fit
         */
        Object build(Plan plan, Parameters arrays);
    }

    /** {@return all cells and layers of this package: their builders} */
    public static Plans ofLayers() {
        return LAYERS;
    }

    /**
     * One kind more.
     *
     * @param kind    its name in a file
     * @param builder makes it
     * @return a longer copy
     * @throws IllegalArgumentException if there is such a kind already
     */
    public Plans with(String kind, Builder builder) {
        Map<String, Builder> more = new LinkedHashMap<>(builders);
        if (more.put(kind, builder) != null) {
            throw new IllegalArgumentException("kind: there is already one called " + kind);
        }
        return new Plans(more);
    }

    /**
     * One kind more, of a thing without parts: {@code plans.with("my-cell", MyCell::build)}.
     *
     * @param kind    its name in a file
     * @param builder makes it
     * @return a longer copy
     * @throws IllegalArgumentException if there is such a kind already
     */
    public Plans with(String kind, PlainBuilder builder) {
        return with(kind, (plan, arrays, plans) -> builder.build(plan, arrays));
    }

    /**
     * Makes something again.
     *
     * @param type   what is expected, such as {@code RecurrentLayer.class}
     * @param plan   what its {@code plan()} returned
     * @param arrays its arrays under their names, and perhaps others; shared
     * @param <T>    what is expected
     * @return the thing
     * @throws IllegalArgumentException if its kind is not known or not what is expected, or an array is missing
     */
    public <T> T build(Class<T> type, Plan plan, Parameters arrays) {
        Builder builder = builders.get(plan.kind());
        if (builder == null) {
            throw new IllegalArgumentException("kind: this version does not know «" + plan.kind()
                    + "»; if it is one of your own, say how to make it: plans.with(\"" + plan.kind() + "\", …)");
        }
        Object made = builder.build(plan, arrays, this);
        if (!type.isInstance(made)) {
            throw new IllegalArgumentException(
                    "kind: expected a " + type.getSimpleName() + ", but «" + plan.kind() + "» is none");
        }
        return type.cast(made);
    }
}
