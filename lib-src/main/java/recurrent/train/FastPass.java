package recurrent.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Cell;
import recurrent.nn.CellLayer;
import recurrent.nn.CrossEntropy;
import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.GruCell;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;
import recurrent.nn.fast.FastKind;
import recurrent.nn.fast.FastLanguageModel;
import recurrent.nn.fast.FastRecurrent;
import recurrent.text.Batch;

/**
 * The same numbers as a model of one cell, in less time, on primitive arrays. Where there is no fast path (DOUBLE, stacks,
 * two directions) the model itself comes back. A test holds both equal. Chapters 11, 12, 15 and 16.
 */
public final class FastPass {
    /** With more symbols than this a batch meets each one too rarely for {@link Folded} to pay. */
    private static final int MOST_FOLDED = 1_000;

    private FastPass() {}

    /**
     * A language model, of one-hot symbols or with a table.
     *
     * @param model its parameters are read at every call
     * @return a model with the same parameters and numbers; its gradients are overwritten by the next call
     */
    public static Model<Batch> of(LanguageModel model) {
        FastKind kind = kind(model.layer(), model.output());
        if (kind == null) {
            return model;
        }
        if (model.embedding() != null) {
            return model.symbols() > MOST_FOLDED ? new Embedded(model, kind) : new Folded(model, kind);
        }
        FastLanguageModel fast =
                FastLanguageModel.of(kind, model.symbols(), model.layer().outputs());
        Parameters parameters = model.parameters();
        Parameters gradients = parameters.zerosLike();
        return new Model<>() {
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
        };
    }

    /**
     * A classifier whose last output counts. Padded batches go the readable way.
     *
     * @param model its parameters are read at every call
     * @return a model with the same parameters and numbers; its gradients are overwritten by the next call
     */
    public static Model<LabelledBatch> of(SequenceClassifier model) {
        FastKind kind = kind(model.layer(), model.output());
        return kind == null || model.pooling() != Pooling.LAST ? model : new Classifier(model, kind);
    }

    /**
     * A language model with a table of few symbols. {@code onehot·E·Wx} is {@code onehot·(E·Wx)}: one small product
     * gives a model that reads one-hot symbols, and the same product leads its gradient back to both factors.
     */
    private static final class Folded implements Model<Batch> {
        private final LanguageModel model;
        private final FastLanguageModel fast;
        private final String Wx;
        private final Parameters parameters;
        private final Parameters gradients; // of E·Wx and of all the rest

        Folded(LanguageModel model, FastKind kind) {
            this.model = model;
            this.fast =
                    FastLanguageModel.of(kind, model.symbols(), model.layer().outputs());
            this.Wx = kind.inputWeights();
            this.parameters = model.parameters();
            this.gradients = folded().zerosLike();
        }

        /** The parameters of the model that reads one-hot symbols. */
        private Parameters folded() {
            Map<String, INDArray> arrays = new LinkedHashMap<>();
            for (String name : parameters.names()) {
                if (!name.equals("E")) {
                    arrays.put(name, parameters.get(name));
                }
            }
            arrays.put(Wx, model.embedding().E().mmul(parameters.get(Wx)));
            return Parameters.of(arrays);
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
            all.put(Wx, model.embedding().E().transpose().mmul(dProduct));
            return new LossAndGradients(loss, Parameters.of(all));
        }
    }

    /** A language model with a large table: the layer goes the fast way, table and output layer the readable one. */
    private static final class Embedded implements Model<Batch> {
        private final LanguageModel model;
        private final FastRecurrent fast;
        private final Parameters layer;
        private final Parameters gradients;

        Embedded(LanguageModel model, FastKind kind) {
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
        public int predictions(Batch batch) {
            return model.predictions(batch);
        }

        @Override
        public double loss(Batch batch) {
            return CrossEntropy.loss(
                    model.output().forward(read(model.read(batch.inputs()))), LanguageModel.targets(batch));
        }

        @Override
        public LossAndGradients lossAndGradients(Batch batch, Random training) {
            INDArray X = model.read(batch.inputs());
            INDArray H = read(X);
            INDArray O = model.output().forward(H);
            int[] targets = LanguageModel.targets(batch);
            OutputLayer.Gradients top = model.output().backward(H, CrossEntropy.gradient(O, targets));
            float[] dX = model.embedding().trained() ? new float[(int) X.length()] : null;
            fast.backward(numbers(top.dH()), null, gradients, dX);
            Parameters upper = Parameters.join(gradients, top.parameters());
            return new LossAndGradients(
                    CrossEntropy.loss(O, targets),
                    Parameters.join(table(model.embedding(), batch.inputs(), X, dX), upper));
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

    /** The gradient of a trained table; nothing for a frozen one, which has no parameters. */
    private static Parameters table(Embedding embedding, int[][] ids, INDArray X, float[] dX) {
        return dX == null
                ? embedding.parameters()
                : embedding.gradients(
                        embedding.backward(ids, Nd4j.createFromArray(dX).reshape(X.shape())));
    }

    private static final class Classifier implements Model<LabelledBatch> {
        private final SequenceClassifier model;
        private final FastRecurrent fast;
        private final Parameters layer;
        private final Parameters gradients;

        Classifier(SequenceClassifier model, FastKind kind) {
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
        public int predictions(LabelledBatch batch) {
            return model.predictions(batch);
        }

        @Override
        public double loss(LabelledBatch batch) {
            return CrossEntropy.loss(scores(batch), batch.labels());
        }

        @Override
        public Map<String, Double> metrics(Iterable<LabelledBatch> batches) {
            return Map.of("accuracy", SequenceClassifier.accuracy(batches, this::scores));
        }

        private INDArray scores(LabelledBatch batch) {
            return batch.mask() != null ? model.scores(batch) : model.output().forward(last(features(batch)));
        }

        @Override
        public LossAndGradients lossAndGradients(LabelledBatch batch, Random training) {
            if (batch.mask() != null) {
                return model.lossAndGradients(batch, training);
            }
            INDArray X = features(batch);
            Dropout.Run kept = model.dropout().forward(last(X), training);
            INDArray O = model.output().forward(kept.Y());
            OutputLayer.Gradients top = model.output().backward(kept.Y(), CrossEntropy.gradient(O, batch.labels()));
            float[] dH = numbers(kept.backward(top.dH()));
            boolean table = model.embedding() != null && model.embedding().trained();
            float[] dX = table ? new float[(int) X.length()] : null;
            float[][] dLast = new float[model.layer().zeroState(1).size()][];
            dLast[0] = dH;
            for (int i = 1; i < dLast.length; i++) {
                dLast[i] = new float[dH.length];
            }
            fast.backward(null, dLast, gradients, dX);
            Parameters all = Parameters.join(gradients, top.parameters());
            if (model.embedding() != null) {
                all = Parameters.join(table(model.embedding(), batch.ids(), X, dX), all);
            }
            return new LossAndGradients(CrossEntropy.loss(O, batch.labels()), all);
        }

        private INDArray features(LabelledBatch batch) {
            if ((model.embedding() == null) != (batch.ids() == null)) {
                throw new IllegalArgumentException(
                        "batch: expected " + (model.embedding() == null ? "features" : "symbols"));
            }
            return model.embedding() == null ? batch.X() : model.embedding().forward(batch.ids());
        }

        private INDArray last(INDArray X) {
            int n = (int) X.size(1);
            float[][] last =
                    fast.forward(layer, numbers(X), (int) X.size(0), n, null).last();
            return Nd4j.createFromArray(last[0]).reshape(n, model.layer().outputs());
        }
    }

    /** The kind of a layer of one cell in FLOAT; {@code null} if there is no fast path for it. */
    static FastKind kind(RecurrentLayer layer, OutputLayer output) {
        if (output.Whq().dataType() != DataType.FLOAT || !(layer instanceof CellLayer<?> unrolled)) {
            return null;
        }
        Cell<?> cell = unrolled.cell();
        if (cell instanceof RnnCell rnn) {
            return rnn.phi() == RnnCell.Nonlinearity.TANH ? FastKind.RNN : null;
        }
        return cell instanceof LstmCell
                ? FastKind.LSTM
                : cell instanceof GruCell
                        ? FastKind.GRU
                        : cell instanceof ResetAfterGruCell ? FastKind.GRU_RESET_AFTER : null;
    }
}
