package recurrent.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import recurrent.i18n.Language;
import recurrent.text.WordTokenizer;

/**
 * Labelled reviews: the course's own, and real ones in the formats they come in. Chapter 16.
 *
 * <p>Real reviews are not fetched by name, because they belong to those who wrote them; get them from their authors' page
 * and give the path, or put them where {@link Datasets#local} finds them.
 *
 * @see <a href="https://aclanthology.org/P11-1015/">A. L. Maas and others, Learning word vectors for sentiment analysis,
 *     2011 (IMDB)</a>
 * @see <a href="https://aclanthology.org/P05-1015/">B. Pang and L. Lee, Seeing stars, 2005 (sentence polarity)</a>
 */
public final class Reviews {
    private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z/][^<>]*>|[\\p{Cc}\\s]+");
    private static final double SUM_TOLERANCE = 1e-9;

    private Reviews() {}

    /**
     * The course's own reviews: short, balanced, about half of them plain and half of the negation kind.
     *
     * @param language "en" or "es"
     * @return the reviews in the order of their file
     * @throws IllegalArgumentException if the course has none in that language
     * @throws IOException              if the file is missing or damaged
     */
    public static List<Review> ofTheCourse(String language) throws IOException {
        return tsv(Datasets.path("reviews-" + Language.of(language).code()));
    }

    /**
     * Reads a table: tab-separated UTF-8 without quoting. Its first line names the columns; {@code label} (0 or 1) and
     * {@code text} must be there, {@code kind} (plain or negation) may be, others are ignored.
     *
     * @param file a file with at least one review
     * @return the reviews in the order of the file, texts as they are
     * @throws IOException if a column is missing or a line does not fit; the message names the line
     */
    public static List<Review> tsv(Path file) throws IOException {
        List<String> lines = Lines.read(file);
        List<String> head = List.of(lines.get(0).split("\t", -1));
        int label = head.indexOf("label");
        int text = head.indexOf("text");
        int kind = head.indexOf("kind");
        if (label < 0 || text < 0) {
            throw Lines.error(
                    file,
                    1,
                    "expected the names of tab-separated columns, label and text among them, got «" + lines.get(0)
                            + "»",
                    "se esperaban los nombres de columnas separadas por tabuladores, entre ellas label y text; hay «"
                            + lines.get(0) + "»");
        }
        List<Review> reviews = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split("\t", -1);
            if (cells.length != head.size()) {
                throw Lines.error(
                        file,
                        i + 1,
                        "expected " + head.size() + " tab-separated columns, got " + cells.length,
                        "se esperaban " + head.size() + " columnas separadas por tabuladores, hay " + cells.length);
            }
            reviews.add(review(file, i + 1, cells[text], cells[label], kind < 0 ? "plain" : cells[kind]));
        }
        return requireSome(file, reviews);
    }

    private static Review review(Path file, int line, String text, String label, String kind) throws IOException {
        if (!label.equals("0") && !label.equals("1")) {
            throw Lines.error(
                    file,
                    line,
                    "expected the label 0 or 1, got «" + label + "»",
                    "se esperaba la etiqueta 0 o 1, hay «" + label + "»");
        }
        if (!kind.equals("plain") && !kind.equals("negation")) {
            throw Lines.error(
                    file,
                    line,
                    "expected the kind plain or negation, got «" + kind + "»",
                    "se esperaba el tipo (kind) plain o negation, hay «" + kind + "»");
        }
        if (text.isBlank()) {
            throw Lines.error(file, line, "the text is empty", "el texto está vacío");
        }
        return new Review(text, label.charAt(0) - '0', Review.Kind.valueOf(kind.toUpperCase(Locale.ROOT)));
    }

    /**
     * Reads the folder layout of the IMDB reviews: one file for each review in {@code pos} and {@code neg}.
     *
     * @param folder   such as {@code aclImdb/train}
     * @param perClass how many of each label, at least 1; the first ones by file name
     * @return at most perClass good reviews and as many bad ones, in turns; texts as they are
     * @throws IllegalArgumentException if perClass &lt; 1
     * @throws IOException              if a folder is missing or has no .txt file, or a file is no text in UTF-8
     */
    public static List<Review> folder(Path folder, int perClass) throws IOException {
        if (perClass < 1) {
            throw new IllegalArgumentException("perClass: expected at least 1, got " + perClass);
        }
        List<Path> good = texts(folder.resolve("pos"), perClass);
        List<Path> bad = texts(folder.resolve("neg"), perClass);
        List<Review> reviews = new ArrayList<>();
        for (int i = 0; i < Math.max(good.size(), bad.size()); i++) {
            if (i < good.size()) {
                reviews.add(new Review(TextFiles.read(good.get(i)), 1));
            }
            if (i < bad.size()) {
                reviews.add(new Review(TextFiles.read(bad.get(i)), 0));
            }
        }
        return reviews;
    }

    private static List<Path> texts(Path folder, int limit) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder
                    + Language.pick(
                            " is no folder; give the folder that holds pos and neg, such as aclImdb/train",
                            " no es una carpeta; indica la que contiene pos y neg, como aclImdb/train"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> texts = files.filter(f -> f.getFileName().toString().endsWith(".txt"))
                    .sorted()
                    .limit(limit)
                    .toList();
            return requireSome(folder, texts);
        }
    }

    private static <T> List<T> requireSome(Path file, List<T> items) throws IOException {
        if (items.isEmpty()) {
            throw new IOException(file + Language.pick(" has no review in it", " no contiene ninguna reseña"));
        }
        return items;
    }

    /**
     * A text from the web without tags such as {@code <br />} and without control characters, with single spaces.
     *
     * @param text a review as it comes
     * @return the words in it
     */
    public static String withoutMarkup(String text) {
        return MARKUP.matcher(text).replaceAll(" ").replaceAll(" +", " ").strip();
    }

    /**
     * Shuffles reviews and shares them out, as in {@code split(reviews, 1, 0.7, 0.15, 0.15)} for training, validation and
     * test.
     *
     * <p>Reviews made of the same words stay together. Otherwise a text could be in one part and its twin, with the
     * other label, in another: what a model then learns of the words of one is wrong for the other.
     *
     * @param reviews what to share out; not changed
     * @param seed    the same seed gives the same parts
     * @param shares  the size of each part; positive, with a sum of 1
     * @return one list for each share, every review in one of them
     * @throws IllegalArgumentException if the shares do not sum to 1, or a part would be empty
     */
    public static List<List<Review>> split(List<Review> reviews, long seed, double... shares) {
        if (Arrays.stream(shares).anyMatch(s -> !(s > 0))
                || Math.abs(Arrays.stream(shares).sum() - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    "shares: expected positive numbers with a sum of 1, got " + Arrays.toString(shares));
        }
        Map<String, List<Review>> groups = new TreeMap<>(); // sorted: a HashMap's order is nobody's promise
        WordTokenizer words = WordTokenizer.wordsOnly();
        for (Review review : reviews) {
            String bag = words.tokens(review.text()).sorted().collect(Collectors.joining(" "));
            groups.computeIfAbsent(bag, b -> new ArrayList<>()).add(review);
        }
        List<List<Review>> order = new ArrayList<>(groups.values());
        Random random = new Random(seed);
        Collections.shuffle(order, random);
        List<List<Review>> parts = new ArrayList<>();
        double until = 0;
        int used = 0;
        int next = 0;
        for (int p = 0; p < shares.length; p++) {
            until += shares[p];
            List<Review> part = new ArrayList<>();
            while (next < order.size() && (p == shares.length - 1 || used + 0.5 < until * reviews.size())) {
                part.addAll(order.get(next));
                used += order.get(next++).size();
            }
            if (part.isEmpty()) {
                throw new IllegalArgumentException(
                        "shares: " + reviews.size() + " reviews are too few for parts of " + Arrays.toString(shares));
            }
            Collections.shuffle(part, random); // twins side by side would be a hint
            parts.add(part);
        }
        return parts;
    }
}
