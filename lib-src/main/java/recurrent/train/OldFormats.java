package recurrent.train;

import java.util.LinkedHashMap;
import java.util.Map;

import org.nd4j.linalg.factory.Nd4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.text.Vocabulary;

/**
 * Turns the description in a file of format 1 (the model of chapter 09 alone) or 2 (all models) into one of format 3, so
 * that one reader is enough. What is missing in it, that reader says.
 */
final class OldFormats {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OldFormats() {}

    /** The description and the entries of a file of format 3. */
    record Converted(ObjectNode head, Map<String, byte[]> entries) {}

    static Converted convert(ObjectNode old, Map<String, byte[]> entries) {
        boolean first = old.path("format").asInt() == 1;
        ObjectNode head = JSON.objectNode().put("format", 3);
        String type = type(entries);
        head.set("model", first ? first(old, entries, type) : model(old, type));
        head.set("text", text(old));
        head.set("options", options(old.path(first ? "options" : "settings")));
        head.set("history", history(old.path("history")));
        head.set("arrays", first ? firstArrays(old) : arrays(old));
        Map<String, byte[]> renamed = new LinkedHashMap<>();
        entries.forEach((name, bytes) -> renamed.put(
                first && name.endsWith(".npy") ? "parameters/" + name : name.replaceFirst("^frozen/", "fixed/"),
                bytes));
        return new Converted(head, renamed);
    }

    private static ObjectNode kind(String kind) {
        return JSON.objectNode().put("kind", kind);
    }

    private static ObjectNode model(ObjectNode old, String type) {
        JsonNode parts = old.path("model");
        String kind = old.path("kind").asText();
        ObjectNode model = kind(kind.equals("rnn") ? LanguageModel.KIND : kind);
        switch (kind) {
            case "rnn", "language-model" -> {
                model.set("input", input(parts.path("embedding"), oneHot(inputs(parts.path("layer")), type)));
                model.set("layer", layer(parts.path("layer")));
            }
            case "classifier" -> {
                model.set("input", input(parts.path("embedding"), features(parts.path("layer"))));
                model.set("layer", layer(parts.path("layer")));
                model.set("pooling", parts.path("pooling"));
                model.set("dropout", parts.path("dropout"));
            }
            case "mlp-classifier" -> {
                ArrayNode layers = JSON.arrayNode();
                parts.path("layers").forEach(layer -> layers.add(dense(layer)));
                ObjectNode mlp = kind("mlp");
                mlp.set("layers", layers);
                String pooling = parts.path("pooling").asText();
                boolean sideBySide = pooling.equals("none");
                // side by side, the first layer reads steps times features: how many of which, those files do not say
                int size = sideBySide
                        ? -1
                        : parts.path("layers").path(0).path("inputs").asInt();
                model.set(
                        "input", input(parts.path("embedding"), kind("features").put("size", size)));
                model.put("pooling", sideBySide ? "SIDE_BY_SIDE" : pooling);
                model.set("layers", mlp);
                model.set("dropout", parts.path("dropout"));
            }
            case "sequence-to-sequence" -> {
                String attention = parts.path("attention").asText();
                model.set("source", input(parts.path("source"), kind("missing")));
                model.set("target", input(parts.path("target"), kind("missing")));
                model.set("encoder", layer(parts.path("encoder")));
                model.set("decoder", layer(parts.path("decoder")));
                model.put(
                        "attention",
                        attention.equals("none") ? "NONE" : attention.equals("scaled") ? "SCALED_DOT" : "DOT");
            }
            default -> throw new IllegalArgumentException("kind: this version does not know «" + kind + "»");
        }
        return model;
    }

    /** The simple network of chapter 09. Format 1 does not say its sizes: they are those of its arrays. */
    private static ObjectNode first(ObjectNode old, Map<String, byte[]> entries, String type) {
        int V = old.path("vocabulary").size();
        byte[] Whh = entries.get("Whh.npy");
        long h = Whh == null ? 0 : Nd4j.createNpyFromByteArray(Whh).size(0);
        ObjectNode model = kind(LanguageModel.KIND);
        model.set("input", oneHot(V, type));
        model.set(
                "layer",
                layer(JSON.objectNode().put("cell", "rnn").put("inputs", V).put("hidden", h)));
        return model;
    }

    private static ObjectNode oneHot(int V, String type) {
        return kind("one-hot").put("symbols", V).put("type", type);
    }

    /** FLOAT or DOUBLE, as the numbers of the output layer are; where there is none, it does not matter. */
    private static String type(Map<String, byte[]> entries) {
        byte[] bq = entries.getOrDefault("bq.npy", entries.get("parameters/bq.npy"));
        return bq == null ? "FLOAT" : Nd4j.createNpyFromByteArray(bq).dataType().name();
    }

    private static ObjectNode features(JsonNode layer) {
        return kind("features").put("size", inputs(layer));
    }

    private static int inputs(JsonNode layer) {
        return layer.has("stack")
                ? inputs(layer.path("stack").path(0))
                : layer.has("merge")
                        ? inputs(layer.path("forward"))
                        : layer.path("inputs").asInt();
    }

    private static ObjectNode input(JsonNode table, ObjectNode without) {
        return table.isEmpty() ? without : ((ObjectNode) table.deepCopy()).put("kind", "embedding");
    }

    private static ObjectNode layer(JsonNode old) {
        if (old.has("stack")) {
            ObjectNode stack = kind("stack");
            ArrayNode layers = stack.putArray("layers");
            old.path("stack").forEach(layer -> layers.add(layer(layer)));
            stack.set("dropout", old.path("dropout"));
            return stack;
        }
        if (old.has("merge")) {
            ObjectNode both = kind("bidirectional");
            both.set("forward", layer(old.path("forward")));
            both.set("backward", layer(old.path("backward")));
            both.set("merge", old.path("merge"));
            return both;
        }
        ObjectNode unrolled = kind("unrolled");
        ObjectNode cell = kind(old.path("cell").asText());
        cell.set("inputs", old.path("inputs"));
        cell.set("hidden", old.path("hidden"));
        unrolled.set("cell", cell);
        return unrolled;
    }

    private static ObjectNode dense(JsonNode old) {
        ObjectNode dense = kind("dense");
        for (String name : new String[] {"inputs", "outputs", "activation", "biases"}) {
            dense.set(name, old.path(name));
        }
        return dense;
    }

    private static ObjectNode text(ObjectNode old) {
        ObjectNode text = JSON.objectNode();
        text.set("cleaning", old.path("cleaning"));
        text.put("tokenizer", old.path("tokenizer").asText("char"));
        text.set(
                "vocabulary",
                old.path("vocabulary").isArray()
                        ? old.path("vocabulary")
                        : JSON.arrayNode().add(Vocabulary.UNKNOWN));
        return text;
    }

    /** What is not said is what the trainings of those versions did. */
    private static ObjectNode options(JsonNode old) {
        TrainingOptions usual = TrainingOptions.defaults();
        ObjectNode options = kind("options");
        options.set("epochs", number(old, "epochs", usual.epochs()));
        options.set("optimizer", kind(Sgd.KIND));
        ObjectNode schedule = options.putObject("schedule");
        schedule.put("kind", "step-decay").put("factor", 1.0).put("every", 1);
        schedule.set("rate", number(old, "rate", usual.rate()));
        options.set("clip", number(old, "clip", usual.clip()));
        options.put("l1", 0.0).put("l2", 0.0).put("patience", 0).put("minDelta", 0.0);
        options.set("seed", number(old, "seed", usual.seed()));
        options.set("batch", number(old, "batch", usual.batch()));
        options.set("steps", number(old, "steps", usual.steps()));
        options.set("trainWindows", number(old, "trainWindows", usual.trainWindows()));
        options.set("validationWindows", number(old, "validationWindows", usual.validationWindows()));
        return options;
    }

    private static JsonNode number(JsonNode old, String name, Number usual) {
        return old.has(name) ? old.path(name) : JSON.numberNode(usual.doubleValue());
    }

    /** Old files have perplexities where new ones have losses. */
    private static ArrayNode history(JsonNode old) {
        ArrayNode history = JSON.arrayNode();
        for (JsonNode epoch : old) {
            ObjectNode now = history.addObject();
            now.set("number", epoch.path("number"));
            now.put("trainLoss", Math.log(epoch.path("trainPerplexity").asDouble(Double.NaN)));
            now.put(
                    "validationLoss",
                    Math.log(epoch.path("validationPerplexity").asDouble(Double.NaN)));
            now.set("gradientNorm", epoch.path("gradientNorm"));
            now.set("seconds", epoch.path("seconds"));
            now.put(
                    "predictions",
                    Math.round(epoch.path("tokensPerSecond").asDouble()
                            * epoch.path("seconds").asDouble()));
            now.set("metrics", epoch.path("metrics").isObject() ? epoch.path("metrics") : JSON.objectNode());
        }
        return history;
    }

    private static ObjectNode firstArrays(ObjectNode old) {
        ObjectNode arrays = JSON.objectNode();
        arrays.set("parameters", old.path("arrays"));
        arrays.putArray("fixed");
        arrays.putArray("memory");
        arrays.putArray("kept");
        return arrays;
    }

    private static ObjectNode arrays(ObjectNode old) {
        ObjectNode arrays = JSON.objectNode();
        arrays.set("parameters", old.path("arrays").path("parameters"));
        arrays.set("fixed", old.path("arrays").path("frozen"));
        arrays.set("memory", old.path("arrays").path("memory"));
        arrays.set("kept", old.path("arrays").has("kept") ? old.path("arrays").path("kept") : JSON.arrayNode());
        return arrays;
    }
}
