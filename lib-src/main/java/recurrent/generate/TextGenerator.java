package recurrent.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import recurrent.text.Tokenizer;
import recurrent.text.Vocabulary;
import recurrent.train.LanguageModel;
import recurrent.train.RnnLanguageModel;
import recurrent.train.SymbolReader;

/**
 * Continues a text, one token at a time. First the model reads the prefix and says nothing (warm-up); then every token
 * that it chooses is the next one that it reads. Chapters 09 and 15.
 *
 * @param readers    a reader for each text, before its first symbol
 * @param vocabulary what the symbols mean
 * @param tokenizer  what a token is
 */
public record TextGenerator(Supplier<SymbolReader> readers, Vocabulary vocabulary, Tokenizer tokenizer) {

    /**
     * For the model of chapter 07.
     *
     * @param model      a language model
     * @param vocabulary what its symbols mean
     * @param tokenizer  what a token is
     * @return the generator
     */
    public static TextGenerator of(RnnLanguageModel model, Vocabulary vocabulary, Tokenizer tokenizer) {
        return new TextGenerator(() -> SymbolReader.of(model), vocabulary, tokenizer);
    }

    /**
     * For a model of any recurrent layer.
     *
     * @param model      a language model
     * @param vocabulary what its symbols mean
     * @param tokenizer  what a token is
     * @return the generator
     */
    public static TextGenerator of(LanguageModel model, Vocabulary vocabulary, Tokenizer tokenizer) {
        return new TextGenerator(() -> SymbolReader.of(model), vocabulary, tokenizer);
    }

    /**
     * A text and how undecided the model was at each step.
     *
     * @param text      the prefix and what was added
     * @param entropies of the probabilities that each added token was chosen from, in nats
     */
    public record Written(String text, double[] entropies) {}

    /**
     * The most likely continuation, token by token.
     *
     * @param prefix at least one token, all of them in the vocabulary
     * @param count  how many tokens to add
     * @return the text, and the entropy of the model's own probabilities at each step
     * @throws IllegalArgumentException if the prefix is empty or has a token that the model never saw
     */
    public Written greedy(String prefix, int count) {
        return write(prefix, count, scores -> Sampling.softmax(scores, 1), Sampling::greedy);
    }

    /**
     * A continuation drawn at random.
     *
     * @param prefix  at least one token, all of them in the vocabulary
     * @param count   how many tokens to add
     * @param reshape changes the probabilities before the draw: {@code p -> Sampling.power(p, 2)},
     *                {@code p -> Sampling.topK(p, 5)}, or one after the other
     * @param seed    the same seed gives the same text
     * @return the text, and the entropy of the probabilities at each step, as they were after the change
     * @throws IllegalArgumentException if the prefix is empty or has a token that the model never saw
     */
    public Written sample(String prefix, int count, UnaryOperator<double[]> reshape, long seed) {
        Random random = new Random(seed);
        return write(
                prefix, count, scores -> reshape.apply(Sampling.softmax(scores, 1)), p -> Sampling.draw(p, random));
    }

    /**
     * A continuation drawn at random, at a temperature; {@link Generator#sample} for any model.
     *
     * @param prefix      at least one token, all of them in the vocabulary
     * @param count       how many tokens to add
     * @param temperature above 0; see {@link Sampling#softmax}
     * @param seed        the same seed gives the same text
     * @return the text, and the entropy of the probabilities at that temperature at each step
     * @throws IllegalArgumentException if the prefix is empty or has a token that the model never saw
     */
    public Written sample(String prefix, int count, double temperature, long seed) {
        Random random = new Random(seed);
        return write(prefix, count, scores -> Sampling.softmax(scores, temperature), p -> Sampling.draw(p, random));
    }

    private interface Choice {
        int of(double[] probabilities);
    }

    private Written write(String prefix, int count, UnaryOperator<double[]> probabilities, Choice choice) {
        if (count < 0) {
            throw new IllegalArgumentException("count: expected 0 or more tokens, got " + count);
        }
        SymbolReader reader = readers.get();
        double[] scores = null;
        List<String> tokens = new ArrayList<>(prefix(prefix));
        for (String token : tokens) {
            scores = reader.read(vocabulary.indexOf(token));
        }
        double[] entropies = new double[count];
        for (int i = 0; i < count; i++) {
            scores[0] = Double.NEGATIVE_INFINITY; // <unk> cannot be written
            double[] p = probabilities.apply(scores);
            entropies[i] = Sampling.entropy(p);
            int id = choice.of(p);
            tokens.add(vocabulary.token(id));
            if (i < count - 1) { // nobody needs the scores after the last token
                scores = reader.read(id);
            }
        }
        return new Written(tokenizer.join(tokens), entropies);
    }

    private List<String> prefix(String prefix) {
        List<String> tokens = tokenizer.tokens(prefix).toList();
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("prefix: expected at least one token to start from");
        }
        List<String> unknown = tokens.stream()
                .filter(t -> vocabulary.indexOf(t) == 0)
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "prefix: the model has never seen " + String.join(" ", unknown) + "; it knows " + vocabulary);
        }
        return tokens;
    }
}
