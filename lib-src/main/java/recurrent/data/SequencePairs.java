package recurrent.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import recurrent.text.Padding;
import recurrent.text.Vocabulary;

/**
 * Sequences to be turned into other sequences, of any lengths: what an encoder-decoder trains on. Chapter 17.
 *
 * @param sources          n sequences to read, indices of the source vocabulary
 * @param targets          n sequences to write, without begin and end, indices of the target vocabulary
 * @param sourceVocabulary with {@link Vocabulary#PADDING}
 * @param targetVocabulary with {@link Vocabulary#PADDING}, {@link Vocabulary#BEGIN} and {@link Vocabulary#END}
 */
public record SequencePairs(
        int[][] sources, int[][] targets, Vocabulary sourceVocabulary, Vocabulary targetVocabulary) {

    /** Checks that there are as many sources as targets, and that the vocabularies have the special symbols. */
    public SequencePairs {
        if (sources.length == 0 || sources.length != targets.length) {
            throw new IllegalArgumentException("targets: expected as many as sources, at least one; got "
                    + sources.length + " sources and " + targets.length + " targets");
        }
        sourceVocabulary.padding();
        targetVocabulary.padding();
        if (!targetVocabulary.contains(Vocabulary.BEGIN) || !targetVocabulary.contains(Vocabulary.END)) {
            throw new IllegalArgumentException("targetVocabulary: expected " + Vocabulary.BEGIN + " and "
                    + Vocabulary.END + " in it; use vocabulary.with(…)");
        }
    }

    static SequencePairs of(List<List<String>> sources, List<List<String>> targets) {
        Vocabulary source = withSpecial(Vocabulary.of(sources.stream().flatMap(List::stream)));
        Vocabulary target = withSpecial(Vocabulary.of(targets.stream().flatMap(List::stream)));
        return new SequencePairs(encode(sources, source), encode(targets, target), source, target);
    }

    /** A vocabulary with the special symbols of a decoder behind its words. */
    static Vocabulary withSpecial(Vocabulary vocabulary) {
        return vocabulary.with(Vocabulary.PADDING, Vocabulary.BEGIN, Vocabulary.END);
    }

    private static int[][] encode(List<List<String>> sequences, Vocabulary vocabulary) {
        return sequences.stream().map(s -> vocabulary.encode(s.stream())).toArray(int[][]::new);
    }

    /**
     * The number of pairs.
     *
     * @return n
     */
    public int size() {
        return sources.length;
    }

    /**
     * What the encoder reads.
     *
     * @return the sources, padded at their end to the longest
     */
    public Padding encoderInputs() {
        return Padding.toLongest(sources, sourceVocabulary.padding());
    }

    /**
     * What the decoder reads when a teacher tells it the right answer so far.
     *
     * @return {@link Vocabulary#BEGIN} and the target, padded at the end
     */
    public Padding decoderInputs() {
        int begin = targetVocabulary.indexOf(Vocabulary.BEGIN);
        int[][] rows = Arrays.stream(targets)
                .map(t ->
                        IntStream.concat(IntStream.of(begin), Arrays.stream(t)).toArray())
                .toArray(int[][]::new);
        return Padding.toLongest(rows, targetVocabulary.padding());
    }

    /**
     * What the decoder should say: its inputs one step later.
     *
     * @return the target and {@link Vocabulary#END}, padded at the end
     */
    public Padding decoderTargets() {
        int end = targetVocabulary.indexOf(Vocabulary.END);
        int[][] rows = Arrays.stream(targets)
                .map(t -> IntStream.concat(Arrays.stream(t), IntStream.of(end)).toArray())
                .toArray(int[][]::new);
        return Padding.toLongest(rows, targetVocabulary.padding());
    }

    /**
     * Some of the pairs.
     *
     * @param which numbers 0 … n−1
     * @return those, in that order
     */
    public SequencePairs pick(int... which) {
        return new SequencePairs(
                Arrays.stream(which).mapToObj(i -> sources[i]).toArray(int[][]::new),
                Arrays.stream(which).mapToObj(i -> targets[i]).toArray(int[][]::new),
                sourceVocabulary,
                targetVocabulary);
    }

    /**
     * Every pair once, in random order.
     *
     * @param n    pairs of a batch; the last may have fewer
     * @param seed the same seed gives the same order
     * @return the batches
     * @throws IllegalArgumentException if n &lt; 1
     */
    public List<SequencePairs> batches(int n, long seed) {
        if (n < 1) {
            throw new IllegalArgumentException("n: expected at least 1, got " + n);
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        List<SequencePairs> batches = new ArrayList<>();
        for (int from = 0; from < size(); from += n) {
            batches.add(pick(order.subList(from, Math.min(size(), from + n)).stream()
                    .mapToInt(i -> i)
                    .toArray()));
        }
        return batches;
    }
}
