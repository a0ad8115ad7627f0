package recurrent.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.data.Review.Kind;
import recurrent.i18n.Language;

@DisplayName("Readers of reviews")
class ReviewsTests {
    @TempDir
    private Path folder;

    @BeforeEach
    @AfterEach
    void english() {
        Language.use(Language.EN);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("reviews.tsv"), text);
    }

    private String refusal(String text) throws IOException {
        Path file = file(text);
        return assertThrows(IOException.class, () -> Reviews.tsv(file)).getMessage();
    }

    @Test
    @DisplayName("columns are found by name, quotes are letters, both line ends are understood")
    void tsv() throws IOException {
        List<Review> reviews =
                Reviews.tsv(file("label\trating\tid\ttext\r\n1\t9\ta\tA \"fine\" film\r\n0\t2\tb\tDull\n\n"));
        assertEquals(List.of(new Review("A \"fine\" film", 1), new Review("Dull", 0)), reviews);
        reviews = Reviews.tsv(file("text\tkind\tlabel\nNot bad\tnegation\t1\n"));
        assertEquals(List.of(new Review("Not bad", 1, Kind.NEGATION)), reviews);
    }

    @Test
    @DisplayName("rare line ends inside a review do not cut it")
    void nextLineCharacter() throws IOException {
        assertEquals(
                1,
                Reviews.tsv(file("label\ttext\n1\tgood\u0085film\u2028indeed\n"))
                        .size());
    }

    @Test
    @DisplayName("what does not fit is refused with its line")
    void refusals() throws IOException {
        assertTrue(refusal("polarity\ttext\n1\tx\n").contains("line 1: "));
        assertTrue(refusal("label\ttext\n1\tgood\n2\tx\n").contains("line 3: expected the label 0 or 1, got «2»"));
        assertTrue(refusal("label\ttext\n1 good\n").contains("line 2: expected 2 tab-separated columns, got 1"));
        assertTrue(refusal("label\ttext\n1\tgood\tx\n").contains("got 3"));
        assertTrue(refusal("label\ttext\n1\t \n").contains("line 2: the text is empty"));
        assertTrue(refusal("label\ttext\n1\ta\n\n0\tb\n").contains("line 3: "));
        assertTrue(refusal("label\ttext\tkind\n1\ta\tironic\n").contains("«ironic»"));
        assertTrue(refusal("label\ttext\n").contains("no review"));
        Language.use(Language.ES);
        assertTrue(refusal("label\ttext\n2\tx\n").contains("línea 2: se esperaba la etiqueta"));
    }

    @Test
    @DisplayName("the folders pos and neg: good and bad in turns, in the order of the names")
    void folders() throws IOException {
        for (String name : List.of("pos/1_9.txt", "pos/2_8.txt", "pos/notes.md", "neg/7_1.txt")) {
            Path file = folder.resolve("train").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        Path train = folder.resolve("train");
        assertEquals(
                List.of("pos/1_9.txt", "neg/7_1.txt", "pos/2_8.txt"),
                Reviews.folder(train, 10).stream().map(Review::text).toList());
        assertEquals(
                List.of(1, 0),
                Reviews.folder(train, 1).stream().map(Review::label).toList());
        String message =
                assertThrows(IOException.class, () -> Reviews.folder(folder, 1)).getMessage();
        assertTrue(message.contains("holds pos and neg"), message);
        Files.delete(train.resolve("neg/7_1.txt"));
        assertTrue(assertThrows(IOException.class, () -> Reviews.folder(train, 1))
                .getMessage()
                .contains("no review"));
        assertThrows(IllegalArgumentException.class, () -> Reviews.folder(train, 0));
    }

    @Test
    @DisplayName("tags and control characters go, the rest stays")
    void markup() {
        assertEquals("It was fine. 3 < 4", Reviews.withoutMarkup("It\u0096was <br /><br/>fine.\n\n 3 < 4 "));
    }

    @Test
    @DisplayName("parts: every review once, twins together, the same seed gives the same parts")
    void split() {
        List<Review> reviews = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            reviews.add(new Review("good " + i + ", not bad", 1, Kind.NEGATION));
            reviews.add(new Review("bad " + i + ", not good", 0, Kind.NEGATION));
        }
        List<List<Review>> parts = Reviews.split(reviews, 1, 0.7, 0.2, 0.1);
        assertEquals(List.of(70, 20, 10), parts.stream().map(List::size).toList());
        Comparator<Review> byText = Comparator.comparing(Review::text);
        assertEquals(
                reviews.stream().sorted(byText).toList(),
                parts.stream().flatMap(List::stream).sorted(byText).toList());
        for (List<Review> part : parts) {
            assertEquals(part.size() / 2, part.stream().mapToInt(Review::label).sum());
        }
        assertEquals(parts, Reviews.split(reviews, 1, 0.7, 0.2, 0.1));
        assertTrue(!parts.equals(Reviews.split(reviews, 2, 0.7, 0.2, 0.1)));
        assertThrows(IllegalArgumentException.class, () -> Reviews.split(reviews, 1, 0.7, 0.2));
        assertThrows(IllegalArgumentException.class, () -> Reviews.split(reviews, 1, 1.5, -0.5));
        assertThrows(IllegalArgumentException.class, () -> Reviews.split(reviews.subList(0, 2), 1, 0.5, 0.5));
    }

    @Test
    @DisplayName("a review without words or with another label is refused")
    void review() {
        assertThrows(IllegalArgumentException.class, () -> new Review(" ", 1));
        assertThrows(IllegalArgumentException.class, () -> new Review("fine", 2));
    }

    @Test
    @DisplayName("real reviews: counts and balance")
    void real() throws IOException {
        Optional<Path> imdb = Datasets.local("imdb_train.tsv");
        Optional<Path> polarity = Datasets.local("sentence_polarity.tsv");
        assumeTrue(
                imdb.isPresent() && polarity.isPresent(),
                "imdb_train.tsv and sentence_polarity.tsv are not in RECURRENT_DATA");
        List<Review> reviews = Reviews.tsv(imdb.get());
        assertEquals(2000, reviews.size());
        assertEquals(1000, reviews.stream().mapToInt(Review::label).sum());
        assertTrue(
                reviews.stream().noneMatch(r -> Reviews.withoutMarkup(r.text()).contains("<br")));
        List<Review> sentences = Reviews.tsv(polarity.get());
        assertEquals(10_662, sentences.size());
        assertEquals(5331, sentences.stream().mapToInt(Review::label).sum());
    }
}
