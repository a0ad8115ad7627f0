package recurrent.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.i18n.Language;
import recurrent.nn.Init;
import recurrent.nn.OutputLayer;
import recurrent.nn.RnnCell;
import recurrent.text.Batch;
import recurrent.text.Windows;
import recurrent.train.LanguageModel;
import recurrent.train.LossAndGradients;
import recurrent.train.Model;
import recurrent.train.Sgd;

/**
 * Whether training takes time in proportion to the number of characters: one of steps, batch and text length grows. The
 * details have the nanoseconds per character at every size, and the largest over the smallest of them: 1 is linear.
 *
 * @param what what grows
 */
record Growth(What what) implements Work {
    private static final int SYMBOLS = 28;
    private static final int HIDDEN = 32;
    private static final int ROUNDS = 7;

    /** What grows, and its sizes. */
    enum What {
        STEPS("steps", 32, 64, 128, 256, 512),
        BATCH("batch", 64, 256, 1024, 4096),
        TEXT("text", 200_000, 800_000, 3_200_000);

        private final String word;
        private final List<Integer> sizes;

        What(String word, Integer... sizes) {
            this.word = word;
            this.sizes = List.of(sizes);
        }
    }

    @Override
    public String name() {
        return "growth-" + what.word;
    }

    @Override
    public String title() {
        String sizes = what.sizes.get(0) + " → " + what.sizes.get(what.sizes.size() - 1);
        return switch (what) {
            case STEPS ->
                Language.pick("training RNN(32), time steps " + sizes, "entrenar RNN(32), pasos de tiempo " + sizes);
            case BATCH ->
                Language.pick(
                        "training RNN(32), sequences in a batch " + sizes,
                        "entrenar RNN(32), secuencias por lote " + sizes);
            case TEXT ->
                Language.pick(
                        "training RNN(32), characters of the text " + sizes,
                        "entrenar RNN(32), caracteres del texto " + sizes);
        };
    }

    @Override
    public String unit() {
        return "character";
    }

    @Override
    public Measured run(boolean quick) {
        Map<String, Object> details = new LinkedHashMap<>();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        List<Integer> sizes = quick ? what.sizes.subList(0, 2) : what.sizes;
        measure(sizes.get(0)); // the JIT compiles
        for (int size : sizes) {
            double seconds = measure(size);
            details.put("ns at " + size, Math.round(seconds * 1e10) / 10.0);
            smallest = Math.min(smallest, seconds);
            largest = Math.max(largest, seconds);
        }
        details.put("largest over smallest", Math.round(largest / smallest * 100) / 100.0);
        return new Measured(largest, details);
    }

    /** Seconds per character, the fastest of several rounds. */
    private double measure(int size) {
        int T = what == What.STEPS ? size : 32;
        int n = what == What.BATCH ? size : 512;
        int length = what == What.TEXT ? size : Math.max(200_000, n * T + 1);
        int[] ids = new Random(1).ints(length, 0, SYMBOLS).toArray();
        Model<Batch> model = Timing.fast(LanguageModel.of(
                RnnCell.random(SYMBOLS, HIDDEN, Init.normal(0.05), DataType.FLOAT, 1)
                        .layer(),
                OutputLayer.random(HIDDEN, SYMBOLS, Init.normal(0.05), DataType.FLOAT, 2)));
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long characters = 0;
            long start = System.nanoTime();
            for (Batch batch : Windows.sequential(ids, n, T)) {
                LossAndGradients result = model.lossAndGradients(batch, new Random(0));
                new Sgd().update(model.parameters(), result.gradients(), 0.1);
                characters += (long) n * T;
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e9 / characters);
        }
        return best;
    }
}
