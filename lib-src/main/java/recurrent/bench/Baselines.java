package recurrent.bench;

import java.util.List;
import java.util.Map;

/** Which scripts of the folder {@code bench/} do the same as which work. */
final class Baselines {
    private static final List<String> FEW_EPOCHS = List.of("--epochs", "2");
    private static final List<String> FEW_STEPS = List.of("--steps", "3");

    private static final Map<String, List<Baseline>> ALL = Map.of(
            "rnn-100",
            List.of(
                    rnn("PyTorch, from scratch, DataLoader", "scratch", "dataset"),
                    rnn("PyTorch, from scratch, one index a batch", "scratch", "gather"),
                    rnn("PyTorch, nn.RNN, one index a batch", "module", "gather")),
            "generate-32",
            List.of(new Baseline("PyTorch", "torch", "torch_generate.py", false, List.of(), List.of("--chars", "100"))),
            "lstm-step",
            List.of(
                    new Baseline("PyTorch", "torch", "torch_lstm_step.py", true, List.of(), FEW_STEPS),
                    new Baseline("Keras", "tf", "keras_lstm_step.py", true, List.of(), FEW_STEPS)),
            "lstm-classifier",
            List.of(classifier("lstm128")),
            "gru-classifier",
            List.of(classifier("gru32")),
            "rnn-classifier",
            List.of(classifier("simplernn32")));

    private Baselines() {}

    /** The baselines of a work; none if the name is unknown. */
    static List<Baseline> of(String work) {
        return ALL.getOrDefault(work, List.of());
    }

    private static Baseline rnn(String title, String model, String loader) {
        return new Baseline(
                title, "torch", "torch_char_rnn.py", true, List.of("--model", model, "--loader", loader), FEW_EPOCHS);
    }

    private static Baseline classifier(String layer) {
        return new Baseline("Keras", "tf", "keras_classifiers.py", false, List.of("--layer", layer), FEW_EPOCHS);
    }
}
