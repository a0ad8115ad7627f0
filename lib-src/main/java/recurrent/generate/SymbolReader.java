package recurrent.generate;

import recurrent.nn.fast.FastReader;
import recurrent.train.LanguageModel;

/**
 * Reads one symbol after the other and scores what may come next: the face that every model shows to {@link Generator}.
 * It has a place in a text; one thread may use it. Chapters 09 and 15.
 */
public interface SymbolReader {
    /**
     * Reads one symbol.
     *
     * @param symbol 0 … V−1
     * @return a score for each symbol that may come next, up to a constant the logarithm of its probability; no number at
     *         all if nothing can follow. More than V scores: those from V on stand for the end of the text
     */
    double[] read(int symbol);

    /**
     * A second reader at the same place, that goes its own way from here: what a beam search needs.
     *
     * @return the copy
     */
    SymbolReader fork();

    /**
     * What a text may begin with, before anything was read.
     *
     * @return scores as {@link #read} gives them
     * @throws IllegalArgumentException if this model has to read something first
     */
    default double[] start() {
        throw new IllegalArgumentException("prefix: expected at least one token to start from");
    }

    /**
     * A language model before its first symbol.
     *
     * @param model its parameters are copied if there is a fast path for it
     * @return the reader
     */
    static SymbolReader of(LanguageModel model) {
        return FastReader.of(model.input(), model.layer(), model.output())
                .map(SymbolReader::fast)
                .orElseGet(() -> new AlgebraReader(model, model.zeroState(1)));
    }

    private static SymbolReader fast(FastReader reader) {
        return new SymbolReader() {
            @Override
            public double[] read(int symbol) {
                float[] scores = reader.read(symbol);
                double[] copy = new double[scores.length];
                for (int i = 0; i < copy.length; i++) {
                    copy[i] = scores[i];
                }
                return copy;
            }

            @Override
            public SymbolReader fork() {
                return fast(reader.fork());
            }
        };
    }
}
