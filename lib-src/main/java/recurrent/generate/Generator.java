package recurrent.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.text.CharTokenizer;
import recurrent.text.Tokenizer;
import recurrent.text.Vocabulary;
import recurrent.train.RnnLanguageModel;
import recurrent.train.SymbolReader;

/**
 * Continues a text, one character at a time. First the model reads the prefix and says nothing (warm-up); then every
 * character that it chooses is the next one that it reads. Chapter 09.
 *
 * @param model      a language model of characters
 * @param vocabulary what its symbols mean
 */
public record Generator(RnnLanguageModel model, Vocabulary vocabulary) {
    private static final Tokenizer CHARACTERS = new CharTokenizer();

    /**
     * The most likely continuation, symbol by symbol.
     *
     * @param prefix at least one character, all of them in the vocabulary
     * @param count  how many characters to add
     * @return the prefix and {@code count} characters more
     * @throws IllegalArgumentException if the prefix is empty or has a character that the model never saw
     */
    public String predict(String prefix, int count) {
        return write(prefix, count, Sampling::greedy);
    }

    /**
     * A continuation drawn at random.
     *
     * @param prefix      at least one character, all of them in the vocabulary
     * @param count       how many characters to add
     * @param temperature above 0; see {@link Sampling#softmax}
     * @param seed        the same seed gives the same text
     * @return the prefix and {@code count} characters more
     * @throws IllegalArgumentException if the prefix is empty or has a character that the model never saw
     */
    public String sample(String prefix, int count, double temperature, long seed) {
        Random random = new Random(seed);
        return write(prefix, count, scores -> Sampling.draw(Sampling.softmax(scores, temperature), random));
    }

    /**
     * The state of the network after reading a text from a zero state.
     *
     * @param text at least one character, all of them in the vocabulary
     * @return shape (1, h)
     */
    public INDArray stateAfter(String text) {
        INDArray H = model.cell().zeroState(1);
        for (int id : encode(text)) {
            H = model.read(id, H);
        }
        return H;
    }

    /**
     * The scores of every symbol in a state; the unknown symbol is ruled out.
     *
     * @param H state, shape (1, h)
     * @return V scores
     */
    public double[] scores(INDArray H) {
        double[] scores = model.output().forward(H).toDoubleVector();
        scores[0] = Double.NEGATIVE_INFINITY; // <unk> is not a character that can be written
        return scores;
    }

    private String write(String prefix, int count, ToIntFunction<double[]> choose) {
        if (count < 0) {
            throw new IllegalArgumentException("count: expected 0 or more characters, got " + count);
        }
        int[] ids = encode(prefix);
        SymbolReader reader = SymbolReader.of(model);
        double[] scores = null;
        for (int id : ids) {
            scores = reader.read(id);
        }
        List<String> written = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scores[0] = Double.NEGATIVE_INFINITY; // <unk> is not a character that can be written
            int id = choose.applyAsInt(scores);
            written.add(vocabulary.token(id));
            if (i < count - 1) { // nobody needs the scores after the last character
                scores = reader.read(id);
            }
        }
        return prefix + CHARACTERS.join(written);
    }

    private int[] encode(String prefix) {
        List<String> tokens = CHARACTERS.tokens(prefix).toList();
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("prefix: expected at least one character to start from");
        }
        List<String> unknown = tokens.stream()
                .filter(t -> vocabulary.indexOf(t) == 0)
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "prefix: the model has never seen " + String.join(" ", unknown) + "; it knows " + vocabulary);
        }
        return vocabulary.encode(tokens.stream());
    }
}
