package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import recurrent.ngram.NGramModel;

@Label("The baselines of chapter 09 are the n-gram models of chapter 06")
class NGramPerplexityTests {
    @Property(tries = 50)
    @Label("unigram and bigram with one added to each count")
    void same(@ForAll @IntRange(min = 2, max = 9) int V, @ForAll long seed) {
        int[] train = new Random(seed).ints(80, 0, V).toArray();
        int[] test = new Random(seed + 1).ints(30, 0, V).toArray();
        double unigram = Perplexity.unigram(train, test, V);
        double bigram = Perplexity.bigram(train, test, V);
        assertEquals(unigram, NGramModel.of(train, V, 1).addK(1).perplexity(test), 1e-9 * unigram);
        assertEquals(bigram, NGramModel.of(train, V, 2).addK(1).perplexity(test), 1e-9 * bigram);
    }
}
