package recurrent.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import recurrent.text.Corpus;
import recurrent.text.TextCodec;
import recurrent.text.Vocabulary;
import recurrent.train.Checkpoint;
import recurrent.train.LanguageModel;
import recurrent.train.TrainingResult;

/**
 * Continues a text, one token at a time. First the model reads the prefix and says nothing (warm-up); then every token
 * that it chooses is the next one that it reads. Chapters 09 and 15.
 *
 * <pre>{@code
 * Generator writer = Generator.of(result);
 * String likely = writer.predict("it has", 100);
 * String drawn = writer.sample("it has", 100, 0.7, 1);
 * Generator.Written careful = writer.write("it has", 100, p -> Sampling.topK(p, 5), 1);
 * }</pre>
 *
 * @param readers a reader for each text, before its first symbol
 * @param codec   how to read and write text
 */
public record Generator(Supplier<SymbolReader> readers, TextCodec codec) {
    private static final int BEAM = 20; // texts that stay in the race, for each one wanted

    /**
     * Lets a model write that was trained on a text.
     *
     * @param result what {@link recurrent.train.Trainer} returned, or what a listener hears
     * @return the generator
     * @throws IllegalArgumentException if the model is no language model, or was not trained on a text
     */
    public static Generator of(TrainingResult result) {
        return of(result.model(LanguageModel.class), result.text());
    }

    /**
     * Lets a model write that was kept in a file.
     *
     * @param checkpoint the file
     * @return the generator
     * @throws IllegalArgumentException if the model is no language model, or was not trained on a text
     */
    public static Generator of(Checkpoint checkpoint) {
        return of(checkpoint.result());
    }

    /**
     * Lets any language model write.
     *
     * @param model  its parameters are read when a text begins
     * @param corpus the text that it was trained on
     * @return the generator
     */
    public static Generator of(LanguageModel model, Corpus corpus) {
        return of(model, corpus.codec());
    }

    /**
     * Lets any language model write.
     *
     * @param model its parameters are read when a text begins
     * @param codec how it reads and writes text
     * @return the generator
     * @throws IllegalArgumentException if there is no way from text to symbols
     */
    public static Generator of(LanguageModel model, TextCodec codec) {
        if (codec.isNone()) {
            throw new IllegalArgumentException("codec: this model was not trained on a text, or its file does not say"
                    + " on which; give its corpus: Generator.of(model, corpus)");
        }
        return new Generator(() -> SymbolReader.of(model), codec);
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
     * @return the prefix and {@code count} tokens more
     * @throws IllegalArgumentException if the prefix is empty or has a token that the model never saw
     */
    public String predict(String prefix, int count) {
        return continued(prefix, count, Sampling::greedy, piece -> {}).text();
    }

    /**
     * A continuation drawn at random.
     *
     * @param prefix      at least one token, all of them in the vocabulary
     * @param count       how many tokens to add
     * @param temperature above 0; see {@link Sampling#softmax}
     * @param seed        the same seed gives the same text
     * @return the prefix and {@code count} tokens more
     * @throws IllegalArgumentException if the prefix is empty or has a token that the model never saw
     */
    public String sample(String prefix, int count, double temperature, long seed) {
        Random random = new Random(seed);
        ToIntFunction<double[]> choose = scores -> Sampling.draw(Sampling.softmax(scores, temperature), random);
        return continued(prefix, count, choose, piece -> {}).text();
    }

    /**
     * The most likely continuation, token by token, with what the model thought of it.
     *
     * @param prefix at least one token, all of them in the vocabulary
     * @param count  how many tokens to add
     * @return the text, and the entropy of the model's own probabilities at each step
     * @throws IllegalArgumentException if the prefix is empty or has a token that the model never saw
     */
    public Written write(String prefix, int count) {
        return write(prefix, count, UnaryOperator.identity(), Sampling::greedy, piece -> {});
    }

    /**
     * A continuation drawn from probabilities that were changed first.
     *
     * @param prefix  at least one token, all of them in the vocabulary
     * @param count   how many tokens to add
     * @param reshape changes the probabilities before the draw: {@code p -> Sampling.power(p, 2)},
     *                {@code p -> Sampling.topK(p, 5)}, or one after the other
     * @param seed    the same seed gives the same text
     * @return the text, and the entropy of the probabilities at each step, as they were after the change
     * @throws IllegalArgumentException if the prefix is empty or has a token that the model never saw
     */
    public Written write(String prefix, int count, UnaryOperator<double[]> reshape, long seed) {
        return write(prefix, count, reshape, seed, piece -> {});
    }

    /**
     * The same, heard while it is written.
     *
     * @param prefix  at least one token, all of them in the vocabulary
     * @param count   how many tokens to add
     * @param reshape changes the probabilities before the draw
     * @param seed    the same seed gives the same text
     * @param heard   gets the prefix when it is read, and then each token that is added, with the space before it where
     *                tokens are words
     * @return the text, and the entropy of the probabilities at each step, as they were after the change
     * @throws IllegalArgumentException if the prefix is empty or has a token that the model never saw
     */
    public Written write(String prefix, int count, UnaryOperator<double[]> reshape, long seed, Consumer<String> heard) {
        Random random = new Random(seed);
        return write(prefix, count, reshape, p -> Sampling.draw(p, random), heard);
    }

    private Written write(
            String prefix,
            int count,
            UnaryOperator<double[]> reshape,
            ToIntFunction<double[]> choice,
            Consumer<String> heard) {
        List<Double> entropies = new ArrayList<>();
        ToIntFunction<double[]> choose = scores -> {
            double[] p = reshape.apply(Sampling.softmax(scores, 1));
            entropies.add(Sampling.entropy(p));
            return choice.applyAsInt(p);
        };
        Continued continued = continued(prefix, count, choose, heard);
        return new Written(
                continued.text(),
                entropies.stream()
                        .limit(continued.added()) // the end of a text is chosen, but not added
                        .mapToDouble(Double::doubleValue)
                        .toArray());
    }

    /** A text and how many tokens of it were added. */
    private record Continued(String text, int added) {}

    /** Warm-up, and then the loop of all writing: choose from the scores, add, read what was added. */
    private Continued continued(String prefix, int count, ToIntFunction<double[]> choose, Consumer<String> heard) {
        if (count < 0) {
            throw new IllegalArgumentException("count: expected 0 or more tokens, got " + count);
        }
        SymbolReader reader = readers.get();
        int[] start = prefix.isEmpty() ? new int[0] : codec.encodeKnown("prefix", prefix);
        int[] all = Arrays.copyOf(start, start.length + count);
        int[] never = IntStream.range(0, codec.vocabulary().size()) // special symbols, but for the end of a text
                .filter(id -> codec.vocabulary().isSpecial(id) && !isEnd(id))
                .toArray();
        double[] scores = read(reader, start);
        heard.accept(codec.decode(start));
        int added = 0;
        while (added < count && canFollow(scores, never)) {
            int id = choose.applyAsInt(scores);
            if (isEnd(id)) {
                break;
            }
            all[start.length + added++] = id;
            heard.accept(piece(all, start.length + added));
            if (added < count) { // nobody needs the scores after the last token
                scores = reader.read(id);
            }
        }
        return new Continued(codec.decode(Arrays.copyOf(all, start.length + added)), added);
    }

    /** The last of some tokens, as it reads behind the one before it. */
    private String piece(int[] ids, int end) {
        if (end == 1) {
            return codec.decode(ids[0]);
        }
        return codec.decode(ids[end - 2], ids[end - 1])
                .substring(codec.decode(ids[end - 2]).length());
    }

    /** Rules out what cannot be written, and says whether anything is left. */
    private static boolean canFollow(double[] scores, int[] never) {
        for (int id : never) {
            if (id < scores.length) {
                scores[id] = Double.NEGATIVE_INFINITY;
            }
        }
        for (double score : scores) {
            if (score != Double.NEGATIVE_INFINITY) {
                return true;
            }
        }
        return false;
    }

    /**
     * A continuation.
     *
     * @param text        the tokens that come next, without the prefix
     * @param probability that exactly these come next: the product over its tokens
     */
    public record Suggestion(String text, double probability) {}

    /**
     * The most probable continuations of several tokens. At every step only the best beginnings are kept, 20·k of them:
     * the likeliest token now may lead to a less likely text than another one.
     *
     * @param prefix at least one token, all of them in the vocabulary
     * @param k      how many continuations, at least 1
     * @param many   tokens of each, at least 1; the end of the text ends one early
     * @return at most k, the most probable first
     * @throws IllegalArgumentException if k or many &lt; 1, or the prefix is empty or has a token that the model never saw
     */
    public List<Suggestion> beam(String prefix, int k, int many) {
        return beam(codec.encodeKnown("prefix", prefix), k, many);
    }

    /**
     * The same for a prefix of symbols, which may be unknown ones.
     *
     * @param start symbols, 0 … V−1; none for models that can begin with nothing
     * @param k     how many continuations, at least 1
     * @param many  tokens of each, at least 1
     * @return at most k, the most probable first
     * @throws IllegalArgumentException if k or many &lt; 1
     */
    public List<Suggestion> beam(int[] start, int k, int many) {
        if (k < 1 || many < 1) {
            throw new IllegalArgumentException("k, many: expected at least 1, got " + k + " and " + many);
        }
        SymbolReader reader = readers.get();
        List<Path> beam = List.of(new Path(reader, new int[0], read(reader, start), 1, false));
        for (int step = 0; step < many; step++) {
            List<Next> longer = new ArrayList<>();
            for (Path path : beam) {
                extend(path, longer);
            }
            boolean last = step == many - 1;
            beam = longer.stream()
                    .sorted(Comparator.comparingDouble(Next::probability).reversed())
                    .limit((long) BEAM * k)
                    .map(next -> next.path(last))
                    .toList();
        }
        return beam.stream()
                .limit(k)
                .map(path -> new Suggestion(codec.decode(path.ids()), path.probability()))
                .toList();
    }

    /** A beginning: its tokens, what may follow them, how probable they are, and whether the text has ended. */
    private record Path(SymbolReader reader, int[] ids, double[] scores, double probability, boolean ended) {}

    /** A beginning and one token more, or the end (−1). The token is read only if the beginning stays in the race. */
    private record Next(Path before, int id, double probability) {
        Path path(boolean last) {
            if (id < 0) {
                return new Path(before.reader(), before.ids(), before.scores(), probability, true);
            }
            int[] ids = Arrays.copyOf(before.ids(), before.ids().length + 1);
            ids[ids.length - 1] = id;
            if (last) { // nobody needs the scores after the last token
                return new Path(before.reader(), ids, before.scores(), probability, false);
            }
            SymbolReader reader = before.reader().fork();
            return new Path(reader, ids, reader.read(id), probability, false);
        }
    }

    private void extend(Path path, List<Next> longer) {
        if (path.ended()) {
            longer.add(new Next(path, -1, path.probability()));
            return;
        }
        if (path.scores().length == 0) {
            return; // nothing is known to follow
        }
        double[] p = Sampling.softmax(path.scores(), 1);
        for (int id = 0; id < p.length; id++) {
            if (p[id] > 0 && (isEnd(id) || !codec.vocabulary().isSpecial(id))) {
                longer.add(new Next(path, isEnd(id) ? -1 : id, path.probability() * p[id]));
            }
        }
    }

    private static double[] read(SymbolReader reader, int[] start) {
        double[] scores = start.length == 0 ? reader.start() : new double[0];
        for (int id : start) {
            scores = reader.read(id);
        }
        return scores;
    }

    private boolean isEnd(int id) {
        return id >= codec.vocabulary().size() || codec.vocabulary().token(id).equals(Vocabulary.END);
    }
}
