package recurrent.text;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The five shapes of problems with sequences: at which steps something is read, and at which something is written. The
 * shape says how a network is used, not what it is made of: one and the same language model is trained in one shape and
 * writes in another. Chapter 04.
 *
 * @see <a href="https://karpathy.github.io/2015/05/21/rnn-effectiveness/">A. Karpathy, The unreasonable effectiveness of
 *     recurrent neural networks, 2015, where the five stand side by side</a>
 */
public enum SequenceTask {
    /** One thing is read and one is written; no sequence at all. A photograph and the animal in it. */
    ONE_TO_ONE,
    /** One thing is read, then a sequence is written. A photograph and a sentence about it. */
    ONE_TO_MANY,
    /** A sequence is read, and one thing is written at its end. A review and its verdict. */
    MANY_TO_ONE,
    /**
     * Many to many, with delay: a sequence is read to its end, and only then another one is written, of whatever
     * length. A sentence and its translation; chapter 17 calls the two halves encoder and decoder.
     */
    DELAYED,
    /**
     * Many to many, synchronised: each step reads one thing and writes one, so both sequences have the same length. The
     * words of a sentence, and for each the kind of name it is.
     */
    SYNCHRONISED;

    /**
     * What happens at one step.
     *
     * @param reads  whether something is read
     * @param writes whether something is written
     */
    public record Step(boolean reads, boolean writes) {}

    /**
     * The steps of a network unrolled in time. It reads at the first steps and writes at the last ones; how far the two
     * overlap is all that distinguishes the shapes.
     *
     * @param inputs  how many things are read
     * @param outputs how many things are written
     * @return one entry for each step, in order
     * @throws IllegalArgumentException if a sequence of this shape cannot have these lengths
     */
    public List<Step> steps(int inputs, int outputs) {
        boolean fits = inputs >= 1
                && outputs >= 1
                && switch (this) {
                    case ONE_TO_ONE -> inputs == 1 && outputs == 1;
                    case ONE_TO_MANY -> inputs == 1;
                    case MANY_TO_ONE -> outputs == 1;
                    case DELAYED -> true;
                    case SYNCHRONISED -> inputs == outputs;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "inputs, outputs: expected " + lengths() + " for " + this + ", got " + inputs + " and " + outputs);
        }
        int length = this == DELAYED ? inputs + outputs : Math.max(inputs, outputs);
        return IntStream.range(0, length)
                .mapToObj(t -> new Step(t < inputs, t >= length - outputs))
                .toList();
    }

    private String lengths() {
        return switch (this) {
            case ONE_TO_ONE -> "1 and 1";
            case ONE_TO_MANY -> "1 and at least 1";
            case MANY_TO_ONE -> "at least 1 and 1";
            case DELAYED -> "at least 1 and at least 1";
            case SYNCHRONISED -> "as many outputs as inputs, at least 1,";
        };
    }
}
