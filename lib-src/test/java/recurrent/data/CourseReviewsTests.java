package recurrent.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.data.Review.Kind;
import recurrent.text.BagOfWords;
import recurrent.text.Vocabulary;
import recurrent.text.WordTokenizer;

@DisplayName("The reviews written for the course")
class CourseReviewsTests {
    private static final WordTokenizer WORDS = WordTokenizer.wordsOnly();
    private static final int FOLDS = 10;

    private static List<Review> of(List<Review> reviews, Kind kind) {
        return reviews.stream().filter(r -> r.kind() == kind).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    @DisplayName("at least 300, at least 100 of them with negation, balanced, no text twice")
    void sizes(String language) throws IOException {
        List<Review> reviews = Reviews.ofTheCourse(language);
        assertTrue(reviews.size() >= 300, "reviews: " + reviews.size());
        assertTrue(of(reviews, Kind.NEGATION).size() >= 100);
        for (Kind kind : Kind.values()) {
            List<Review> some = of(reviews, kind);
            assertEquals(some.size(), 2 * some.stream().mapToInt(Review::label).sum());
        }
        assertEquals(
                reviews.size(), reviews.stream().map(Review::text).distinct().count());
        assertTrue(reviews.stream().allMatch(r -> r.text().equals(r.text().strip())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    @DisplayName("the negation kind comes in pairs: the same words in another order, the other label")
    void twins(String language) throws IOException {
        Map<String, List<Review>> bags = of(Reviews.ofTheCourse(language), Kind.NEGATION).stream()
                .collect(Collectors.groupingBy(
                        r -> WORDS.tokens(r.text()).sorted().collect(Collectors.joining(" "))));
        bags.forEach((bag, pair) -> {
            assertEquals(2, pair.size(), bag);
            assertNotEquals(pair.get(0).label(), pair.get(1).label(), bag);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    @DisplayName("a bag of words tells plain reviews and is at chance with negation; adding order helps")
    void onlyOrderTells(String language) throws IOException {
        List<Review> reviews = Reviews.ofTheCourse(language);
        double plain = accuracy(reviews, Kind.PLAIN, false);
        double negation = accuracy(reviews, Kind.NEGATION, false);
        assertTrue(plain > 0.75, "plain " + plain);
        assertTrue(negation <= 0.6, "negation " + negation);
        double ordered = accuracy(of(reviews, Kind.NEGATION), Kind.NEGATION, true);
        assertTrue(ordered > negation + 0.15, "negation, with the reach of not: " + ordered);
    }

    /** Naive Bayes with cross-validation: how often it is right on one kind when trained on all but one part. */
    private static double accuracy(List<Review> reviews, Kind kind, boolean negated) {
        double[] shares = new double[FOLDS];
        Arrays.fill(shares, 1.0 / FOLDS);
        List<List<Review>> parts = Reviews.split(reviews, 7, shares);
        double right = 0;
        for (List<Review> test : parts) {
            List<Review> train = new ArrayList<>();
            parts.stream().filter(p -> p != test).forEach(train::addAll);
            NaiveBayes model = new NaiveBayes(train, negated);
            for (Review review : of(test, kind)) {
                double score = model.score(review);
                // a tie is a blind guess; bags of twins give the same score up to rounding
                right += Math.abs(score) < 1e-9 ? 0.5 : (score > 0) == (review.label() == 1) ? 1 : 0;
            }
        }
        return right / of(reviews, kind).size();
    }

    /** ln p(good | words) − ln p(bad | words), with half a count added to each. */
    private static final class NaiveBayes {
        private final boolean negated;
        private final Vocabulary vocabulary;
        private final double[] weights;

        NaiveBayes(List<Review> train, boolean negated) {
            this.negated = negated;
            this.vocabulary = Vocabulary.of(train.stream().flatMap(r -> words(r).stream()));
            int V = vocabulary.size();
            double[][] counts = new double[2][V];
            int[][] ids = train.stream().map(this::encode).toArray(int[][]::new);
            INDArray bags = BagOfWords.count(ids, V, DataType.DOUBLE);
            for (int i = 0; i < train.size(); i++) {
                for (int j = 0; j < V; j++) {
                    counts[train.get(i).label()][j] += bags.getDouble(i, j);
                }
            }
            weights = new double[V];
            double good = Arrays.stream(counts[1]).sum() + 0.5 * V;
            double bad = Arrays.stream(counts[0]).sum() + 0.5 * V;
            for (int j = 1; j < V; j++) { // not <unk>: nothing was learned about it
                weights[j] = Math.log((counts[1][j] + 0.5) / good) - Math.log((counts[0][j] + 0.5) / bad);
            }
        }

        double score(Review review) {
            double sum = 0;
            for (int id : encode(review)) {
                sum += weights[id];
            }
            return sum;
        }

        private int[] encode(Review review) {
            return vocabulary.encode(words(review).stream());
        }

        private List<String> words(Review review) {
            return negated ? marked(review.text()) : WORDS.tokens(review.text()).toList();
        }
    }

    private static final List<String> NOT = List.of(
            "not", "never", "isn't", "don't", "can't", "didn't", "no", "nobody", "nothing", "without", "less", "far",
            "hardly", "nunca", "nada", "ni", "sin", "jamás", "lejos", "menos");

    /** The words, with a mark on those that a word such as "not" reaches: as far as the next comma or "but". */
    private static List<String> marked(String text) {
        List<String> words = new ArrayList<>();
        boolean reached = false;
        for (String token : new WordTokenizer().tokens(text).toList()) {
            if (!Character.isLetter(token.charAt(0))
                    || List.of("but", "and", "sino", "y", "pero").contains(token)) {
                reached = false;
            } else {
                words.add(reached ? "not " + token : token);
                reached |= NOT.contains(token);
            }
        }
        return Collections.unmodifiableList(words);
    }
}
