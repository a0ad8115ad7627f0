package recurrent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

import recurrent.i18n.Language;
import recurrent.text.Vocabulary;
import recurrent.text.WordTokenizer;

@DisplayName("Vectors of GloVe")
class GloVeTests {
    private static final Vocabulary WORDS =
            Vocabulary.of(Stream.of("sea", "ship", "zorgle")).withPadding();
    private static final String TEXT = "the 0.5 1 -2\nsea 1 2 3\n<unk> 9 9 9\nship -1 0 1e-1\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("vectors.txt"), text);
    }

    private String refusal(String text) throws IOException {
        Path file = file(text);
        return assertThrows(IOException.class, () -> GloVe.read(file, WORDS)).getMessage();
    }

    @Test
    @DisplayName("only the words of the vocabulary, each in its row; the others are zero")
    void reads() throws IOException {
        GloVe glove = GloVe.read(file(TEXT), WORDS);
        assertArrayEquals(
                new double[][] {{0, 0, 0}, {1, 2, 3}, {-1, 0, 0.1f}, {0, 0, 0}, {0, 0, 0}},
                glove.vectors().toDoubleMatrix());
        assertEquals(3, glove.dimensions());
        assertArrayEquals(new double[] {1, 2, 3}, glove.vector("sea").toDoubleVector());
        assertEquals(List.of("zorgle"), glove.missing());
    }

    @Test
    @DisplayName("coverage counts words of the vocabulary, the OOV rate running words without padding")
    void rates() throws IOException {
        GloVe glove = GloVe.read(file(TEXT), WORDS);
        assertEquals(2.0 / 3, glove.coverage(), 1e-12);
        int[] ids = WORDS.encode(Stream.of("sea", "sea", "zorgle", "moon", "sea", "<pad>", "<pad>"));
        assertEquals(2.0 / 5, glove.outOfVocabularyRate(ids), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> glove.outOfVocabularyRate(new int[] {WORDS.padding()}));
    }

    @Test
    @DisplayName("random rows only where there was nothing, never for padding, the same for the same seed")
    void randomRows() throws IOException {
        GloVe glove = GloVe.read(file(TEXT), WORDS);
        INDArray filled = glove.withRandomRows(0.1, 5);
        assertEquals(filled, glove.withRandomRows(0.1, 5));
        assertEquals(glove.vectors().getRow(1), filled.getRow(1));
        assertTrue(filled.getRow(0).norm2Number().doubleValue() > 0);
        assertTrue(filled.getRow(WORDS.indexOf("zorgle")).norm2Number().doubleValue() > 0);
        assertEquals(0, filled.getRow(WORDS.padding()).norm2Number().doubleValue());
        assertEquals(0, glove.vectors().getRow(0).norm2Number().doubleValue(), "the original is as it was");
    }

    @Test
    @DisplayName("a bad line is refused with its number, also when its word is not wanted")
    void refusals() throws IOException {
        assertTrue(refusal("the 0.5 1 -2\nsea 1 2\n").contains("line 2: expected a word and 3 numbers"));
        assertTrue(refusal("the 0.5 1 -2\nother 1 2 3 4\n").contains("line 2: "));
        assertTrue(refusal("the 0.5 1 -2\nsea 1 x 3\n").contains("line 2: expected a number in column 3, got «x»"));
        assertTrue(refusal("sea 1 NaN 3\n").contains("line 1: "));
        assertTrue(refusal("400000 50\nsea 1 2 3\n").contains("word2vec"));
        assertTrue(refusal("").contains("empty"));
        Path latin = Files.write(folder.resolve("l1"), "a 1 2\nñ 1 2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(IOException.class, () -> GloVe.read(latin, WORDS))
                .getMessage()
                .contains("UTF-8"));
    }

    @Test
    @DisplayName("the real file: most words of the course's reviews, and near words are near")
    void real() throws IOException {
        Optional<Path> file = Datasets.local("glove.6B.50d.10k.txt");
        assumeTrue(file.isPresent(), "glove.6B.50d.10k.txt is not in RECURRENT_DATA");
        WordTokenizer words = WordTokenizer.wordsOnly();
        Vocabulary vocabulary = Vocabulary.of(Stream.concat(
                Reviews.ofTheCourse("en").stream().flatMap(r -> words.tokens(r.text())),
                Stream.of("king", "queen", "bread")));
        GloVe glove = GloVe.read(file.get(), vocabulary);
        assertEquals(50, glove.dimensions());
        assertTrue(glove.coverage() > 0.6, glove.toString());
        double near = Transforms.cosineSim(glove.vector("king"), glove.vector("queen"));
        double far = Transforms.cosineSim(glove.vector("king"), glove.vector("bread"));
        assertTrue(near > far + 0.3, near + " and " + far);
    }
}
