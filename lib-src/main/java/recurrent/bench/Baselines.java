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
                                true,
                                List.of("--epochs", "5"),
                                FEW_EPOCHS));
            case "generate-32", "generate-256" ->
                List.of(new Baseline(
                        "PyTorch",
                        "torch",
                        "torch_generate.py",
                        false,
                        List.of("--hidden", work.substring("generate-".length())),
                        List.of("--chars", "100")));
            case "lstm-step" -> steps("lstm");
            case "gru-step" -> steps("gru");
            case "lstm-classifier" -> List.of(classifier("lstm128"));
            case "gru-classifier" -> List.of(classifier("gru32"));
            case "rnn-classifier" -> List.of(classifier("simplernn32"));
            default -> List.of();
        };
    }

    private static List<Baseline> steps(String cell) {
        List<String> arguments = List.of("--cell", cell);
        return List.of(
                new Baseline("PyTorch", "torch", "torch_lstm_step.py", true, arguments, FEW_STEPS),
                new Baseline("Keras", "tf", "keras_lstm_step.py", true, arguments, FEW_STEPS));
    }

    private static Baseline rnn(String title, String model, String loader) {
        return new Baseline(
                title, "torch", "torch_char_rnn.py", true, List.of("--model", model, "--loader", loader), FEW_EPOCHS);
    }

    private static Baseline classifier(String layer) {
        return new Baseline("Keras", "tf", "keras_classifiers.py", false, List.of("--layer", layer), FEW_EPOCHS);
    }
}
