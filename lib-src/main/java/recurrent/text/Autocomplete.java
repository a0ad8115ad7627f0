package recurrent.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a keyboard suggests: the most probable continuations of what has been typed. Chapter 06.
 *
 * @param model what counts the texts; smooth it, or a prefix that never came has no continuation
 */
public record Autocomplete(TextNGrams model) {
    private static final int BEAM = 20; // prefixes that stay in the race, for each continuation wanted

    /**
     * A continuation of a prefix.
     *
     * @param text        the tokens that come next, without the prefix
     * @param probability that exactly these come next
     */
    public record Suggestion(String text, double probability) {}

    /**
     * The most probable next tokens.
     *
     * @param prefix what has been typed; may be empty
     * @param k      how many suggestions, at least 1
     * @return at most k, the most probable first; never {@link Vocabulary#UNKNOWN}
     * @throws IllegalArgumentException if k &lt; 1, or the prefix never came and the model has no smoothing
     */
    public List<Suggestion> next(String prefix, int k) {
        return complete(prefix, k, 1);
    }

    /**
     * The most probable continuations of several tokens, with a beam search: at every step only the best prefixes are
     * kept, 20·k of them. The end of a sentence ends a continuation early.
     *
     * @param prefix what has been typed; may be empty
     * @param k      how many suggestions, at least 1
     * @param many   tokens of each suggestion, at least 1
     * @return at most k, the most probable first; their probabilities are products over their tokens
     * @throws IllegalArgumentException if k or many &lt; 1, or the prefix never came and the model has no smoothing
     */
    public List<Suggestion> complete(String prefix, int k, int many) {
        if (k < 1 || many < 1) {
            throw new IllegalArgumentException("k, many: expected at least 1, got " + k + " and " + many);
        }
        NGramModel grams = model.model();
        int[] start = model.encode(prefix);
        grams.distribution(start); // refuses a prefix that leads nowhere
        List<Path> beam = List.of(new Path(start, 1, false));
        for (int step = 0; step < many; step++) {
            List<Path> longer = new ArrayList<>();
            for (Path path : beam) {
                extend(path, longer);
            }
            beam = longer.stream()
                    .sorted(Comparator.comparingDouble(Path::probability).reversed())
                    .limit((long) BEAM * k)
                    .toList();
        }
        return beam.stream()
                .limit(k)
                .map(path -> suggestion(path, start.length))
                .toList();
    }

    /** The tokens so far, their probability, and whether the sentence has ended. */
    private record Path(int[] ids, double probability, boolean ended) {}

    private void extend(Path path, List<Path> longer) {
        if (path.ended()) {
            longer.add(path);
            return;
        }
        NGramModel grams = model.model();
        Vocabulary vocabulary = model.vocabulary();
        if (!grams.predictsAfter(path.ids())) {
            return; // the training text ended here: nothing is known to follow
        }
        double[] p = grams.distribution(path.ids());
        for (int w = 0; w < p.length; w++) {
            boolean end = w == vocabulary.size(); // the end of a sentence comes after all tokens
            if (p[w] > 0 && (end || !vocabulary.isSpecial(w))) {
                int[] ids = path.ids();
                if (!end) {
                    ids = Arrays.copyOf(ids, ids.length + 1);
                    ids[ids.length - 1] = w;
                }
                longer.add(new Path(ids, path.probability() * p[w], end));
            }
        }
    }

    private Suggestion suggestion(Path path, int from) {
        int[] ids = Arrays.copyOfRange(path.ids(), from, path.ids().length);
        String text = model.tokenizer().join(model.vocabulary().decode(ids));
        return new Suggestion(text, path.probability());
    }
}
