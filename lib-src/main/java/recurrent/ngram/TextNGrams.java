package recurrent.ngram;

import java.util.List;
import java.util.function.UnaryOperator;

import recurrent.generate.Generator;
import recurrent.text.Cleaning;
import recurrent.text.Corpus;
import recurrent.text.TextCodec;
import recurrent.text.Tokenizer;
import recurrent.text.Vocabulary;

/**
 * An n-gram model that takes and gives text: {@link NGramModel} with the vocabulary and the tokenizer of its training
 * text. Chapter 06.
 *
 * @param model      the counts
 * @param vocabulary what its symbols mean; tokens it does not have are read as {@link Vocabulary#UNKNOWN}
 * @param tokenizer  how a text is cut: characters or words
 */
public record TextNGrams(NGramModel model, Vocabulary vocabulary, Tokenizer tokenizer) {
    /** Checks that model and vocabulary fit together. */
    public TextNGrams {
        int V = vocabulary.size();
        if (model.outcomes() != V && model.outcomes() != V + 1) {
            throw new IllegalArgumentException("vocabulary: the model has " + model.outcomes()
                    + " outcomes, the vocabulary " + V + " symbols; they belong to different texts");
        }
    }

    /**
     * A maximum likelihood model of a text that is one long sequence.
     *
     * @param corpus the text
     * @param n      the order
     * @return the model
     * @throws IllegalArgumentException as {@link NGramModel#of}
     */
    public static TextNGrams of(Corpus corpus, int n) {
        return new TextNGrams(
                NGramModel.of(corpus.ids(), corpus.vocabulary().size(), n), corpus.vocabulary(), corpus.tokenizer());
    }

    /**
     * A maximum likelihood model of sentences, with their beginnings and ends.
     *
     * @param sentences one text for each sentence
     * @param tokenizer how to cut them
     * @param n         the order
     * @return the model with a vocabulary of its own
     * @throws IllegalArgumentException if there is no token, or as {@link NGramModel#ofSentences}
     */
    public static TextNGrams ofSentences(List<String> sentences, Tokenizer tokenizer, int n) {
        Vocabulary vocabulary = Vocabulary.of(sentences.stream().flatMap(tokenizer::tokens));
        int[][] ids = sentences.stream()
                .map(s -> vocabulary.encode(tokenizer.tokens(s)))
                .toArray(int[][]::new);
        return new TextNGrams(NGramModel.ofSentences(ids, vocabulary.size(), n), vocabulary, tokenizer);
    }

    /**
     * The same counts with another smoothing, as in {@code smoothed(m -> m.addK(0.1))}.
     *
     * @param change what to do with the model
     * @return the changed model with the same vocabulary
     */
    public TextNGrams smoothed(UnaryOperator<NGramModel> change) {
        return new TextNGrams(change.apply(model), vocabulary, tokenizer);
    }

    /**
     * The probability of a token after a text.
     *
     * @param token   one token
     * @param context the text before it, which may be empty
     * @return p(token | context)
     * @throws IllegalArgumentException if the context never came and there is no smoothing
     */
    public double probability(String token, String context) {
        return model.probability(vocabulary.indexOf(token), encode(context));
    }

    /**
     * The log-probability of a text.
     *
     * @param text a text; in a model of sentences, one sentence
     * @return in nats, as {@link NGramModel#logLikelihood}
     */
    public double logLikelihood(String text) {
        return model.logLikelihood(encode(text));
    }

    /**
     * The perplexity of a text.
     *
     * @param text a text; in a model of sentences, one sentence
     * @return as {@link NGramModel#perplexity(int...)}
     */
    public double perplexity(String text) {
        return model.perplexity(encode(text));
    }

    /**
     * Lets the model write: by drawing one token after the other, or with a beam search.
     *
     * @return the generator; every text may begin with nothing
     */
    public Generator generator() {
        return new Generator(() -> new NGramReader(model), new TextCodec(Cleaning.NONE, tokenizer, vocabulary));
    }

    /**
     * Writes a text by drawing one token after the other: {@link Generator#sample} at temperature 1.
     *
     * @param start what the text begins with; may be empty
     * @param many  how many tokens to draw at most
     * @param seed  the same seed gives the same text
     * @return the start and what was drawn: less than asked for if a sentence ends or, without smoothing, if the training
     *         text never went on from here
     */
    public String sample(String start, int many, long seed) {
        return generator().sample(start, many, 1, seed);
    }

    int[] encode(String text) {
        return vocabulary.encode(tokenizer.tokens(text));
    }
}
