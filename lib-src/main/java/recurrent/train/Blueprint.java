package recurrent.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import recurrent.nn.Activation;
import recurrent.nn.Bidirectional;
import recurrent.nn.Cell;
import recurrent.nn.CellLayer;
import recurrent.nn.DenseLayer;
import recurrent.nn.DotAttention;
import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.EncoderDecoder;
import recurrent.nn.GruCell;
import recurrent.nn.LstmCell;
import recurrent.nn.Mlp;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;

/**
 * What a model is made of, in words and numbers that fit into JSON, and back: with the arrays, the model. Chapter 15.
 *
 * @param kind  {@code rnn}, {@code language-model}, {@code classifier}, {@code mlp-classifier} or
 *              {@code sequence-to-sequence}
 * @param parts its layers and their sizes
 */
record Blueprint(String kind, Map<String, Object> parts) {

    /** The plan of a model. */
    static Blueprint of(Model<?> model) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (model instanceof RnnLanguageModel rnn) {
            parts.put("layer", layer(rnn.cell().layer()));
            return new Blueprint("rnn", parts);
        }
        if (model instanceof LanguageModel language) {
            parts.put("embedding", table(language.embedding()));
            parts.put("layer", layer(language.layer()));
            return new Blueprint("language-model", parts);
        }
        if (model instanceof SequenceClassifier classifier) {
            parts.put("embedding", table(classifier.embedding()));
            parts.put("layer", layer(classifier.layer()));
            parts.put("pooling", classifier.pooling().name());
            parts.put("dropout", classifier.dropout().rate());
            return new Blueprint("classifier", parts);
        }
        if (model instanceof MlpClassifier dense) {
            parts.put("embedding", table(dense.embedding()));
            parts.put(
                    "pooling",
                    dense.pooling() == null ? "none" : dense.pooling().name());
            parts.put("dropout", dense.dropout().rate());
            parts.put(
                    "layers",
                    dense.layers().layers().stream().map(Blueprint::dense).toList());
            return new Blueprint("mlp-classifier", parts);
        }
        if (model instanceof SequenceToSequence translator) {
            DotAttention attention = translator.layers().attention();
            parts.put("source", table(translator.sources()));
            parts.put("target", table(translator.targets()));
            parts.put("encoder", layer(translator.layers().encoder()));
            parts.put("decoder", layer(translator.layers().decoder()));
            parts.put("attention", attention == null ? "none" : attention.scaled() ? "scaled" : "plain");
            return new Blueprint("sequence-to-sequence", parts);
        }
        throw new IllegalArgumentException("model: a " + model.getClass().getSimpleName()
                + " cannot be saved; expected a language model, a classifier or sequence to sequence, and the model"
                + " itself, not its fast pass");
    }

    /** The arrays of a model that no training changes: frozen tables, under the names that trained ones would have. */
    static Parameters frozen(Model<?> model) {
        if (model instanceof LanguageModel language) {
            return frozen("E", language.embedding());
        }
        if (model instanceof SequenceClassifier classifier) {
            return frozen("E", classifier.embedding());
        }
        if (model instanceof MlpClassifier dense) {
            return frozen("E", dense.embedding());
        }
        if (model instanceof SequenceToSequence translator) {
            return Parameters.join(frozen("source.E", translator.sources()), frozen("target.E", translator.targets()));
        }
        return Parameters.of(Map.of());
    }

    private static Parameters frozen(String name, Embedding table) {
        return Parameters.of(table == null || table.trained() ? Map.of() : Map.of(name, table.E()));
    }

    /**
     * The model.
     *
     * @param arrays all its arrays, frozen ones too; shared
     * @return the model
     * @throws IllegalArgumentException if an array is missing, or its shape is not that of the plan
     */
    Model<?> build(Parameters arrays) {
        Model<?> model =
                switch (kind) {
                    case "rnn" -> RnnLanguageModel.of(arrays);
                    case "language-model" ->
                        new LanguageModel(table("embedding", arrays), layer(map("layer"), arrays), output(arrays));
                    case "classifier" ->
                        new SequenceClassifier(
                                table("embedding", arrays),
                                layer(map("layer"), arrays),
                                Pooling.valueOf(text(parts, "pooling")),
                                new Dropout(number(parts, "dropout")),
                                output(arrays));
                    case "mlp-classifier" ->
                        new MlpClassifier(
                                table("embedding", arrays),
                                text(parts, "pooling").equals("none") ? null : Pooling.valueOf(text(parts, "pooling")),
                                dense(arrays),
                                new Dropout(number(parts, "dropout")));
                    case "sequence-to-sequence" ->
                        new SequenceToSequence(
                                table("source", arrays.part("source")),
                                table("target", arrays.part("target")),
                                new EncoderDecoder(
                                        layer(map("encoder"), arrays.part("encoder")),
                                        layer(map("decoder"), arrays.part("decoder")),
                                        attention()),
                                output(arrays));
                    default -> throw new IllegalArgumentException("kind: this version does not know «" + kind + "»");
                };
        if (!of(model).equals(this)) {
            throw new IllegalArgumentException("the arrays make " + of(model) + ", but it is said to be " + this);
        }
        return model;
    }

    private static Map<String, Object> layer(RecurrentLayer layer) {
        Map<String, Object> words = new LinkedHashMap<>();
        if (layer instanceof CellLayer<?> unrolled) {
            words.put("cell", cell(unrolled.cell()));
            words.put("inputs", layer.inputs());
            words.put("hidden", layer.outputs());
        } else if (layer instanceof Stacked stack) {
            words.put("stack", stack.layers().stream().map(Blueprint::layer).toList());
            words.put("dropout", stack.dropout());
        } else if (layer instanceof Bidirectional both) {
            words.put("forward", layer(both.forward()));
            words.put("backward", layer(both.backward()));
            words.put("merge", both.merge().name());
        } else {
            throw new IllegalArgumentException("layer: a " + layer.getClass().getSimpleName()
                    + " cannot be saved; expected a cell's layer, a stack or two directions");
        }
        return words;
    }

    private static String cell(Cell<?> cell) {
        if (cell instanceof RnnCell rnn) {
            return rnn.phi() == RnnCell.Nonlinearity.RELU ? "rnn-relu" : "rnn";
        }
        if (cell instanceof LstmCell) {
            return "lstm";
        }
        if (cell instanceof GruCell) {
            return "gru";
        }
        if (cell instanceof ResetAfterGruCell) {
            return "gru-reset-after";
        }
        throw new IllegalArgumentException(
                "cell: a " + cell.getClass().getSimpleName() + " cannot be saved; expected an RNN, LSTM or GRU cell");
    }

    private static RecurrentLayer layer(Map<String, Object> words, Parameters arrays) {
        if (words.get("stack") instanceof List<?> below) {
            List<RecurrentLayer> layers = new ArrayList<>();
            for (Object each : below) {
                layers.add(layer(map(each), arrays.part(Integer.toString(layers.size()))));
            }
            return new Stacked(layers, number(words, "dropout"));
        }
        if (words.containsKey("merge")) {
            return new Bidirectional(
                    layer(map(words.get("forward")), arrays.part("forward")),
                    layer(map(words.get("backward")), arrays.part("backward")),
                    Bidirectional.Merge.valueOf(text(words, "merge")));
        }
        String cell = text(words, "cell");
        return switch (cell) {
            case "rnn", "rnn-relu" ->
                new RnnCell(
                                arrays.get("Wxh"),
                                arrays.get("Whh"),
                                arrays.get("bh"),
                                cell.equals("rnn") ? RnnCell.Nonlinearity.TANH : RnnCell.Nonlinearity.RELU)
                        .layer();
            case "lstm" -> new LstmCell(arrays.get("Wx"), arrays.get("Wh"), arrays.get("b")).layer();
            case "gru" -> new GruCell(arrays.get("Wx"), arrays.get("Wh"), arrays.get("b")).layer();
            case "gru-reset-after" ->
                new ResetAfterGruCell(arrays.get("Wx"), arrays.get("Wh"), arrays.get("bx"), arrays.get("bh")).layer();
            default -> throw new IllegalArgumentException("cell: this version does not know «" + cell + "»");
        };
    }

    private static Map<String, Object> dense(DenseLayer layer) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("inputs", layer.inputs());
        words.put("outputs", layer.outputs());
        words.put("biases", layer.b() != null);
        words.put("activation", layer.activation().name());
        return words;
    }

    private Mlp dense(Parameters arrays) {
        if (!(parts.get("layers") instanceof List<?> all)) {
            throw new IllegalArgumentException("layers: expected a list, got " + parts.get("layers"));
        }
        List<DenseLayer> layers = new ArrayList<>();
        for (Object each : all) {
            Map<String, Object> words = map(each);
            int number = layers.size() + 1;
            layers.add(new DenseLayer(
                    arrays.get("W" + number),
                    Boolean.TRUE.equals(words.get("biases")) ? arrays.get("b" + number) : null,
                    Activation.valueOf(text(words, "activation"))));
        }
        return new Mlp(layers);
    }

    private static Map<String, Object> table(Embedding table) {
        Map<String, Object> words = new LinkedHashMap<>();
        if (table != null) {
            words.put("symbols", table.symbols());
            words.put("size", table.size());
            words.put("trained", table.trained());
        }
        return words;
    }

    private Embedding table(String name, Parameters arrays) {
        Map<String, Object> words = map(name);
        return words.isEmpty() ? null : new Embedding(arrays.get("E"), Boolean.TRUE.equals(words.get("trained")));
    }

    private DotAttention attention() {
        String words = text(parts, "attention");
        return words.equals("none") ? null : new DotAttention(words.equals("scaled"));
    }

    private static OutputLayer output(Parameters arrays) {
        return new OutputLayer(arrays.get("Whq"), arrays.get("bq"));
    }

    private Map<String, Object> map(String name) {
        return map(parts.get(name));
    }

    @SuppressWarnings("unchecked") // an object of JSON has strings for keys
    private static Map<String, Object> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException("the description of a layer is missing or of another form: " + value);
    }

    private static String text(Map<String, Object> words, String name) {
        return String.valueOf(words.get(name));
    }

    private static double number(Map<String, Object> words, String name) {
        if (words.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(name + ": expected a number, got " + words.get(name));
    }
}
