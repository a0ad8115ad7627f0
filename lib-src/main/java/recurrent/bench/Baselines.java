package recurrent.bench;

import java.util.List;

import recurrent.i18n.Language;

/** Which scripts of the folder {@code bench/} do the same as which work. */
final class Baselines {
    private static final List<String> FEW_EPOCHS = List.of("--epochs", "2");
    private static final List<String> FEW_STEPS = List.of("--steps", "3");

    private Baselines() {}

    /** The baselines of a work; none if the name is unknown. */
    static List<Baseline> of(String work) {
        return switch (work) {
            case "rnn-100" ->
                List.of(
                        rnn(
                                Language.pick("PyTorch, from scratch, DataLoader", "PyTorch, desde cero, DataLoader"),
                                "scratch",
                                "dataset"),
                        rnn(
                                Language.pick(
                                        "PyTorch, from scratch, one index a batch",
                                        "PyTorch, desde cero, un índice por lote"),
                                "scratch",
                                "gather"),
                        rnn(
                                Language.pick(
                                        "PyTorch, nn.RNN, one index a batch", "PyTorch, nn.RNN, un índice por lote"),
                                "module",
                                "gather"),
                        new Baseline(
                                Language.pick("MXNet, from scratch", "MXNet, desde cero"),
                                "mxnet",
                                "mxnet_char_rnn.py",
                                Text.TIME_MACHINE,
                                List.of("--epochs", "5"),
                                FEW_EPOCHS));
            case "generate-32", "generate-256" ->
                List.of(new Baseline(
                        "PyTorch",
                        "torch",
                        "torch_generate.py",
                        Text.NONE,
                        List.of("--hidden", work.substring("generate-".length())),
                        List.of("--chars", "100")));
            case "lstm-step" -> steps("--cell", "lstm");
            case "gru-step" -> steps("--cell", "gru");
            case "stack-step" -> steps("--cell", "lstm", "--layers", "2", "--dropout", "0.2");
            case "carried-step" -> List.of(torchStep("torch_carried_step.py", Text.TIME_MACHINE, List.of()));
            case "attention-step" -> List.of(torchStep("torch_attention_step.py", Text.NONE, List.of()));
            case "lstm-classifier" -> List.of(classifier("lstm128"));
            case "gru-classifier" -> List.of(classifier("gru32"));
            case "rnn-classifier" -> List.of(classifier("simplernn32"));
            case "bi-classifier" ->
                List.of(
                        new Baseline(
                                Language.pick("PyTorch, packed sequences", "PyTorch, secuencias empaquetadas"),
                                "torch",
                                "torch_bi_classifier.py",
                                Text.NONE,
                                List.of(),
                                FEW_EPOCHS),
                        new Baseline(
                                Language.pick("Keras, masking", "Keras, con máscara"),
                                "tf",
                                "keras_bi_classifier.py",
                                Text.NONE,
                                List.of(),
                                FEW_EPOCHS));
            default -> List.of();
        };
    }

    private static List<Baseline> steps(String... layers) {
        List<String> arguments = List.of(layers);
        return List.of(
                torchStep("torch_lstm_step.py", Text.TIME_MACHINE, arguments),
                new Baseline("Keras", "tf", "keras_lstm_step.py", Text.TIME_MACHINE, arguments, FEW_STEPS));
    }

    private static Baseline torchStep(String script, Text text, List<String> arguments) {
        return new Baseline("PyTorch", "torch", script, text, arguments, FEW_STEPS);
    }

    private static Baseline rnn(String title, String model, String loader) {
        return new Baseline(
                title,
                "torch",
                "torch_char_rnn.py",
                Text.TIME_MACHINE,
                List.of("--model", model, "--loader", loader),
                FEW_EPOCHS);
    }

    private static Baseline classifier(String layer) {
        return new Baseline("Keras", "tf", "keras_classifiers.py", Text.NONE, List.of("--layer", layer), FEW_EPOCHS);
    }
}
