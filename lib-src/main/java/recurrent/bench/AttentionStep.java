package recurrent.bench;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.i18n.Language;
import recurrent.nn.Attention;
import recurrent.nn.Embedding;
import recurrent.nn.EncoderDecoder;
import recurrent.nn.Init;
import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.train.Batches;
import recurrent.train.PairBatch;
import recurrent.train.SequenceToSequence;

/**
 * One training step of an encoder–decoder with dot attention: 64 random pairs of 12 → 12 symbols out of 200, embeddings
 * of 64, GRU(64) on both sides, teacher forcing, Adam.
 */
record AttentionStep() implements Work {
    private static final int BATCH = 64;
    private static final int LENGTH = 12;
    private static final int SYMBOLS = 200;
    private static final int WIDTH = 64;
    private static final int BATCHES = 10;
    private static final int START = 0;

    @Override
    public String name() {
        return "attention-step";
    }

    @Override
    public String title() {
        return Language.pick(
                "a training step of an encoder–decoder, GRU(64) with dot attention: 64 pairs of 12 → 12 symbols, Adam",
                "un paso de entrenamiento de un encoder–decoder, GRU(64) con atención por producto escalar:"
                        + " 64 pares de 12 → 12 símbolos, Adam");
    }

    @Override
    public String unit() {
        return "step";
    }

    @Override
    public Measured run(boolean quick) {
        Init init = Init.normal(0.05);
        SequenceToSequence model = new SequenceToSequence(
                Embedding.random(SYMBOLS, WIDTH, init, DataType.FLOAT, 1),
                Embedding.random(SYMBOLS, WIDTH, init, DataType.FLOAT, 2),
                new EncoderDecoder(gru(init, 3), gru(init, 4), Attention.DOT),
                OutputLayer.random(2 * WIDTH, SYMBOLS, init, DataType.FLOAT, 5));
        Random random = new Random(6);
        List<PairBatch> pairs = IntStream.range(0, BATCHES)
                .mapToObj(i -> PairBatch.of(symbols(random), symbols(random), START))
                .toList();
        return Timing.steps(model, Batches.of(pairs), quick).with("hidden", WIDTH);
    }

    private static RecurrentLayer gru(Init init, long seed) {
        return ResetAfterGruCell.random(WIDTH, WIDTH, init, DataType.FLOAT, seed)
                .layer();
    }

    /** One batch of sequences; the start symbol is not among them. */
    private static int[][] symbols(Random random) {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> random.ints(LENGTH, START + 1, SYMBOLS).toArray())
                .toArray(int[][]::new);
    }
}
