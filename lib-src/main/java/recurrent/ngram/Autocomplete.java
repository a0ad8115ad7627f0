package recurrent.ngram;

import java.util.List;

import recurrent.generate.Generator;
import recurrent.text.Vocabulary;

/**
 * What a keyboard suggests: the most probable continuations of what has been typed. Chapter 06.
 *
 * @param model what counts the texts; smooth it, or a prefix that never came has no continuation
 */
public record Autocomplete(TextNGrams model) {
    /**
     * The most probable next tokens.
     *
     * @param prefix what has been typed; may be empty
     * @param k      how many suggestions, at least 1
     * @return at most k, the most probable first; never {@link Vocabulary#UNKNOWN}
     * @throws IllegalArgumentException if k &lt; 1, or the prefix never came and the model has no smoothing
     */
    public List<Generator.Suggestion> next(String prefix, int k) {
        return complete(prefix, k, 1);
    }

    /**
     * The most probable continuations of several tokens, with a beam search: {@link Generator#beam}. The end of a sentence
     * ends a continuation early.
     *
     * @param prefix what has been typed; may be empty
     * @param k      how many suggestions, at least 1
     * @param many   tokens of each suggestion, at least 1
     * @return at most k, the most probable first; their probabilities are products over their tokens
     * @throws IllegalArgumentException if k or many &lt; 1, or the prefix never came and the model has no smoothing
     */
    public List<Generator.Suggestion> complete(String prefix, int k, int many) {
        int[] start = model.encode(prefix);
        model.model().distribution(start); // refuses a prefix that leads nowhere
        return model.generator().beam(start, k, many);
    }
}
