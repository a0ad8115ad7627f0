package recurrent.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.CrossEntropy;
import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.InputLayer;
import recurrent.nn.Inputs;
import recurrent.nn.Mode;
import recurrent.nn.OneHotInput;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Pooling;
import recurrent.nn.Sequences;
import recurrent.nn.fast.FastKind;
import recurrent.nn.fast.FastLanguageModel;
import recurrent.nn.fast.FastRecurrent;
import recurrent.text.Batch;

/**
 * The same numbers as a model of one cell, to about five digits, in less time, on primitive arrays. Where there is no
 * fast path (DOUBLE, stacks, two directions) the model itself comes back. A test holds both together. Only the training
 * loop and the benchmarks know of it. Chapters 09, 11, 12 and 16.
 */
public final class FastPass {
    /** With more symbols than this a batch meets each one too rarely for {@link Folded} to pay. */
    private static final int MOST_FOLDED = 1_000;

    private FastPass() {}

    /**
     * The fast way, if there is one.
     *
     * @param model its parameters are read at every call
     * @param <B>   a batch
     * @return a model with the same parameters and numbers, whose gradients are overwritten by the next call; or the model
     */
    @SuppressWarnings("unchecked") // a language model is a Model<Batch>, so B is Batch; and so on
    public static <B> Model<B> of(Model<B> model) {
        if (model instanceof LanguageModel language) {
            return (Model<B>) language(language);
        }
        if (model instanceof SequenceClassifier classifier && classifier.pooling() == Pooling.LAST) {
            return (Model<B>) FastKind.of(classifier.layer())
                    .<Model<LabelledBatch>>map(kind -> new LastStep(classifier, kind))
                    .orElse(classifier);
        }
        return model;
    }

    private static Model<Batch> language(LanguageModel model) {
        return FastKind.of(model.layer())
                .<Model<Batch>>map(kind -> {
                    if (model.input() instanceof OneHotInput) {
                        return new OneHot(model, kind);
                    }
                    if (model.input() instanceof Embedding table) {
                        return model.symbols() > MOST_FOLDED
                                ? new Embedded(model, table, kind)
                                : new Folded(model, table, kind);
                    }
                    return model;
                })
                .orElse(model);
    }

    /** A language model of one-hot symbols. */
    private static final class OneHot implements Model<Batch> {
        private final LanguageModel model;
        private final FastLanguageModel fast;
        private final Parameters parameters;
        private final Parameters gradients;

        OneHot(LanguageModel model, FastKind kind) {
            this.model = model;
            this.fast = FastLanguageModel.of(kind, model.symbols(), model.hidden());
            this.parameters = model.parameters();
            this.gradients = parameters.zerosLike();
        }

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public int predictions(Batch batch) {
            return model.predictions(batch);
        }

        @Override
        public double loss(Batch batch) {
            return fast.loss(parameters, batch.inputs(), batch.targets());
        }

        @Override
        public LossAndGradients lossAndGradients(Batch batch, Random training) {
            double loss = fast.lossAndGradients(parameters, batch.inputs(), batch.targets(), gradients);
            return new LossAndGradients(loss, gradients);
        }
    }

    /**
     * A language model with a table of few symbols. {@code onehot·E·Wx} is {@code onehot·(E·Wx)}: one small product
     * gives a model that reads one-hot symbols, and the same product leads its gradient back to both factors.
     */
    private static final class Folded implements Model<Batch> {
        private final LanguageModel model;
        private final Embedding table;
        private final FastLanguageModel fast;
        private final String Wx;
        private final Parameters parameters;
        private final Parameters gradients; // of E·Wx and of all the rest

        Folded(LanguageModel model, Embedding table, FastKind kind) {
            this.model = model;
            this.table = table;
            this.fast = FastLanguageModel.of(kind, model.symbols(), model.hidden());
            this.Wx = kind.inputWeights();
            this.parameters = model.parameters();
            this.gradients = folded().zerosLike();
        }

        /** The parameters of the model that reads one-hot symbols. */
        private Parameters folded() {
            Parameters all = model.input().parameters().isEmpty() ? parameters : parameters.without("E"); // if frozen
            return Parameters.join(all.without(Wx), Parameters.of(Wx, table.E().mmul(parameters.get(Wx))));
        }

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public int predictions(Batch batch) {
            return model.predictions(batch);
        }

        @Override
        public double loss(Batch batch) {
            return fast.loss(folded(), batch.inputs(), batch.targets());
        }

        @Override
        public LossAndGradients lossAndGradients(Batch batch, Random training) {
            double loss = fast.lossAndGradients(folded(), batch.inputs(), batch.targets(), gradients);
            INDArray dProduct = gradients.get(Wx);
            Map<String, INDArray> all = new LinkedHashMap<>();
            for (String name : parameters.names()) {
                all.put(
                        name,
                        name.equals("E") ? dProduct.mmul(parameters.get(Wx).transpose()) : gradients.get(name));
            }
            all.put(Wx, table.E().transpose().mmul(dProduct));
            return new LossAndGradients(loss, Parameters.of(all));
        }
    }

    /** A language model with a large table: the layer goes the fast way, table and output layer the readable one. */
    private static final class Embedded implements Model<Batch> {
        private final LanguageModel model;
        private final Embedding table;
        private final FastRecurrent fast;
        private final Parameters layer;
        private final Parameters gradients;

        Embedded(LanguageModel model, Embedding table, FastKind kind) {
            this.model = model;
            this.table = table;
            this.fast =
                    FastRecurrent.of(kind, model.layer().inputs(), model.layer().outputs());
            this.layer = model.layer().parameters();
            this.gradients = layer.zerosLike();
        }

        @Override
        public Parameters parameters() {
            return model.parameters();
        }

        @Override
        public int predictions(Batch batch) {
            return model.predictions(batch);
        }

        @Override
        public double loss(Batch batch) {
            return CrossEntropy.loss(
                    model.output().forward(read(table.forward(batch.inputs()))), Sequences.timeFirst(batch.targets()));
        }

        @Override
        public LossAndGradients lossAndGradients(Batch batch, Random training) {
            INDArray X = table.forward(batch.inputs());
            INDArray H = read(X);
            INDArray O = model.output().forward(H);
            int[] targets = Sequences.timeFirst(batch.targets());
            OutputLayer.Gradients top = model.output().backward(H, CrossEntropy.gradient(O, targets));
            float[] dX = table.trained() ? new float[(int) X.length()] : null;
            fast.backward(numbers(top.dH()), null, gradients, dX);
            return new LossAndGradients(
                    CrossEntropy.loss(O, targets),
                    Parameters.join(below(table, Inputs.of(batch.inputs()), X, dX), gradients, top.parameters()));
        }

        private INDArray read(INDArray X) {
            float[] Y = fast.forward(layer, numbers(X), (int) X.size(0), (int) X.size(1), null)
                    .Y();
            return Nd4j.createFromArray(Y)
                    .reshape(X.size(0) * X.size(1), model.layer().outputs());
        }
    }

    private static float[] numbers(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    /** The gradients of what lies below a layer; nothing where training changes nothing. */
    private static Parameters below(InputLayer input, Inputs inputs, INDArray X, float[] dX) {
        return dX == null
                ? Parameters.none()
                : input.backward(inputs, Nd4j.createFromArray(dX).reshape(X.shape()));
    }

    /** A classifier by the last output. */
    private static final class LastStep implements Classifier {
        private final SequenceClassifier model;
        private final FastRecurrent fast;
        private final Parameters layer;
        private final Parameters gradients;

        LastStep(SequenceClassifier model, FastKind kind) {
            this.model = model;
            this.fast =
                    FastRecurrent.of(kind, model.layer().inputs(), model.layer().outputs());
            this.layer = model.layer().parameters();
            this.gradients = layer.zerosLike();
        }

        @Override
        public Parameters parameters() {
            return model.parameters();
        }

        @Override
        public INDArray scores(LabelledBatch batch) {
            return batch.mask().isNone()
                    ? model.output().forward(last(model.input().forward(batch.inputs())))
                    : model.scores(batch);
        }

        @Override
        public LossAndGradients lossAndGradients(LabelledBatch batch, Random training) {
            if (!batch.mask().isNone()) {
                return model.lossAndGradients(batch, training);
            }
            INDArray X = model.input().forward(batch.inputs());
            Dropout.Run kept = model.dropout().forward(last(X), Mode.training(training));
            INDArray O = model.output().forward(kept.Y());
            OutputLayer.Gradients top = model.output().backward(kept.Y(), CrossEntropy.gradient(O, batch.labels()));
            float[] dH = numbers(kept.backward(top.dH()));
            float[] dX = model.input().parameters().isEmpty() ? null : new float[(int) X.length()];
            float[][] dLast = new float[model.layer().zeroState(1).size()][];
            dLast[0] = dH;
            for (int i = 1; i < dLast.length; i++) {
                dLast[i] = new float[dH.length];
            }
            fast.backward(null, dLast, gradients, dX);
            return new LossAndGradients(
                    CrossEntropy.loss(O, batch.labels()),
                    Parameters.join(below(model.input(), batch.inputs(), X, dX), gradients, top.parameters()));
        }

        private INDArray last(INDArray X) {
            int n = (int) X.size(1);
            float[][] last =
                    fast.forward(layer, numbers(X), (int) X.size(0), n, null).last();
            return Nd4j.createFromArray(last[0]).reshape(n, model.layer().outputs());
        }
    }
}
