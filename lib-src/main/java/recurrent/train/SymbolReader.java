package recurrent.train;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.State;
import recurrent.nn.fast.FastKind;
import recurrent.nn.fast.FastReader;

/**
 * Reads one symbol after the other and scores what may come next. It has a place in a text; one thread may use it.
 * Chapters 09 and 15.
 */
public interface SymbolReader {
    /**
     * Reads one symbol.
     *
     * @param symbol 0 … V−1
     * @return V scores of what may come next
     */
    double[] read(int symbol);

    /**
     * A reader before its first symbol.
     *
     * @param model its parameters are copied if they are FLOAT
     * @return the reader
     */
    static SymbolReader of(RnnLanguageModel model) {
        return model.cell().Wxh().dataType() == DataType.FLOAT
                ? fast(FastReader.of(FastKind.RNN, model.parameters()))
                : of(LanguageModel.of(model.cell().layer(), model.output()));
    }

    /**
     * A reader before its first symbol.
     *
     * @param model its parameters are copied if there is a fast path for it
     * @return the reader
     */
    static SymbolReader of(LanguageModel model) {
        FastKind kind = FastPass.kind(model.layer(), model.output());
        if (kind != null && model.embedding() == null) {
            return fast(FastReader.of(kind, model.parameters()));
        }
        return new SymbolReader() {
            private State state = model.layer().zeroState(1);

            @Override
            public double[] read(int symbol) {
                LanguageModel.Scored scored = model.forward(new int[][] {{symbol}}, state);
                state = scored.last();
                INDArray scores = scored.scores();
                return scores.reshape(scores.length()).toDoubleVector();
            }
        };
    }

    private static SymbolReader fast(FastReader reader) {
        return symbol -> {
            float[] scores = reader.read(symbol);
            double[] copy = new double[scores.length];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = scores[i];
            }
            return copy;
        };
    }
}
