package recurrent.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.ngram.TextNGrams;

@DisplayName("Bag of words")
class BagOfWordsTests {
    private static final String RIGHT = "la casa es pequeña";
    private static final String WRONG = "pequeña la casa es";

    @Test
    @DisplayName("shape (V), counts, and their sum is the length")
    void counts() {
        INDArray bag = BagOfWords.count(new int[] {3, 1, 3, 0}, 5);
        assertArrayEquals(new long[] {5}, bag.shape());
        assertArrayEquals(new double[] {1, 1, 0, 2, 0}, bag.toDoubleVector());
        assertEquals(DataType.FLOAT, bag.dataType());
        INDArray none = BagOfWords.count(new int[0], 2);
        assertArrayEquals(new double[] {0, 0}, none.toDoubleVector());
    }

    @Test
    @DisplayName("several texts: one row for each")
    void rows() {
        INDArray bags = BagOfWords.count(new int[][] {{0}, {1, 1}}, 2, DataType.DOUBLE);
        assertArrayEquals(new double[][] {{1, 0}, {0, 2}}, bags.toDoubleMatrix());
    }

    @Test
    @DisplayName("«la casa es pequeña» and «pequeña la casa es» are one bag, but not for a bigram model")
    void orderIsLost() {
        Tokenizer words = new WordTokenizer();
        TextNGrams grams = TextNGrams.ofSentences(
                        List.of(RIGHT, "la casa es vieja", "la calle es pequeña", "una casa es pequeña"), words, 2)
                .smoothed(model -> model.addK(0.1));
        Vocabulary vocabulary = grams.vocabulary();
        int V = vocabulary.size();
        assertEquals(
                BagOfWords.count(vocabulary.encode(words.tokens(RIGHT)), V),
                BagOfWords.count(vocabulary.encode(words.tokens(WRONG)), V));
        assertNotEquals(vocabulary.encode(words.tokens(RIGHT))[0], vocabulary.encode(words.tokens(WRONG))[0]);
        assertTrue(grams.logLikelihood(RIGHT) > grams.logLikelihood(WRONG) + 5);
        TextNGrams unigrams = TextNGrams.ofSentences(List.of(RIGHT, "la calle"), words, 1);
        assertEquals(unigrams.logLikelihood(RIGHT), unigrams.logLikelihood(WRONG), 1e-12);
    }

    @Test
    @DisplayName("an index of another vocabulary is refused")
    void outside() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> BagOfWords.count(new int[] {5}, 5));
        assertTrue(e.getMessage().contains("got 5"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> BagOfWords.count(new int[] {-1}, 5));
        assertThrows(IllegalArgumentException.class, () -> BagOfWords.count(new int[0][], 5, DataType.FLOAT));
    }
}
