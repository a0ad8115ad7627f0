package recurrent.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.i18n.Language;
import recurrent.text.Vocabulary;

/**
 * Word vectors that somebody else has trained, for the words of one vocabulary. Chapters 14 and 16.
 *
 * @param vocabulary the words; row i of the vectors belongs to its index i
 * @param vectors    shape (V, d), FLOAT; rows of words without a vector are zero
 * @param found      the indices that have a vector; not to be changed
 * @see <a href="https://aclanthology.org/D14-1162/">J. Pennington, R. Socher and C. Manning, GloVe, 2014</a>
 */
public record GloVe(Vocabulary vocabulary, INDArray vectors, BitSet found) {
    /**
     * Reads a text file of vectors: on each line a word and d numbers, separated by single spaces. All lines are checked,
     * but only the vectors of the vocabulary are kept, so a large file needs little memory.
     *
     * @param file       such as {@code glove.6B.50d.txt}
     * @param vocabulary the words to look for, in lower case as in the file
     * @return the vectors found
     * @throws IOException if a line has another number of columns than the first, or something that is no number where
     *     one belongs; the message names the line
     */
    public static GloVe read(Path file, Vocabulary vocabulary) throws IOException {
        BitSet found = new BitSet();
        float[][] rows = new float[vocabulary.size()][];
        int d = 0;
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                int columns = (int) line.chars().filter(c -> c == ' ').count();
                if (number == 1) {
                    d = columns;
                }
                if (columns != d || d < 2) {
                    throw columns(file, number, d, columns);
                }
                String word = line.substring(0, line.indexOf(' '));
                if (vocabulary.contains(word) && !vocabulary.isSpecial(vocabulary.indexOf(word))) {
                    rows[vocabulary.indexOf(word)] = numbers(file, number, line);
                    found.set(vocabulary.indexOf(word));
                }
            }
        } catch (CharacterCodingException e) {
            throw Lines.error(
                    file,
                    number + 1,
                    "this or a later line is no text in UTF-8",
                    "esta línea o una posterior no es UTF-8");
        }
        if (number == 0) {
            throw Lines.error(file, 1, "the file is empty", "el archivo está vacío");
        }
        INDArray vectors = Nd4j.zeros(DataType.FLOAT, vocabulary.size(), d);
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            vectors.putRow(i, Nd4j.createFromArray(rows[i]));
        }
        return new GloVe(vocabulary, vectors, found);
    }

    private static IOException columns(Path file, long line, int d, int columns) {
        return d < 2
                ? Lines.error(
                        file,
                        line,
                        "expected a word and its numbers, got " + columns
                                + " numbers; a file of word2vec needs its first line removed",
                        "se esperaba una palabra y sus números, hay " + columns
                                + " números; a un archivo de word2vec hay que quitarle la primera línea")
                : Lines.error(
                        file,
                        line,
                        "expected a word and " + d + " numbers as on line 1, got " + columns + "; was the file cut?",
                        "se esperaba una palabra y " + d + " números como en la línea 1, hay " + columns
                                + "; ¿está cortado el archivo?");
    }

    private static float[] numbers(Path file, long number, String line) throws IOException {
        String[] cells = line.split(" ", -1);
        float[] row = new float[cells.length - 1];
        for (int j = 0; j < row.length; j++) {
            try {
                row[j] = Float.parseFloat(cells[j + 1]);
            } catch (NumberFormatException e) {
                row[j] = Float.NaN;
            }
            if (!Float.isFinite(row[j])) {
                throw Lines.error(
                        file,
                        number,
                        "expected a number in column " + (j + 2) + ", got «" + cells[j + 1] + "»",
                        "se esperaba un número en la columna " + (j + 2) + ", hay «" + cells[j + 1] + "»");
            }
        }
        return row;
    }

    /**
     * The length of a vector.
     *
     * @return d
     */
    public int dimensions() {
        return (int) vectors.size(1);
    }

    /**
     * The vector of a word.
     *
     * @param word any word
     * @return shape (d), a copy; zeros if it has none
     */
    public INDArray vector(String word) {
        return vectors.getRow(vocabulary.indexOf(word)).dup();
    }

    /**
     * The share of the vocabulary that has a vector, {@code <unk>} and the other special symbols not counted.
     *
     * @return 0 … 1
     */
    public double coverage() {
        long words = IntStream.range(0, vocabulary.size())
                .filter(i -> !vocabulary.isSpecial(i))
                .count();
        return words == 0 ? 0 : (double) found.cardinality() / words;
    }

    /**
     * The share of running words of a text that have no vector (out of vocabulary, OOV): words that come often count
     * often, and padding does not count.
     *
     * @param ids a text in this vocabulary
     * @return 0 … 1
     * @throws IllegalArgumentException if the text has no word
     */
    public double outOfVocabularyRate(int[] ids) {
        int[] words = Arrays.stream(ids)
                .filter(i -> i == 0 || !vocabulary.isSpecial(i)) // <unk> is a word too, one without a vector
                .toArray();
        if (words.length == 0) {
            throw new IllegalArgumentException("ids: expected at least one word");
        }
        return (double) Arrays.stream(words).filter(i -> !found.get(i)).count() / words.length;
    }

    /**
     * The words without a vector.
     *
     * @return in the order of the vocabulary, special symbols left out
     */
    public List<String> missing() {
        return IntStream.range(0, vocabulary.size())
                .filter(i -> !vocabulary.isSpecial(i) && !found.get(i))
                .mapToObj(vocabulary::token)
                .toList();
    }

    /**
     * The same vectors, with random ones for words that have none, {@code <unk>} included; padding stays zero.
     *
     * @param sigma standard deviation
     * @param seed  the same seed gives the same numbers
     * @return shape (V, d), FLOAT, a copy
     */
    public INDArray withRandomRows(double sigma, long seed) {
        INDArray filled = vectors.dup();
        Random random = new Random(seed);
        for (int i = 0; i < vocabulary.size(); i++) {
            if (!found.get(i) && !vocabulary.token(i).equals(Vocabulary.PADDING)) {
                for (int j = 0; j < dimensions(); j++) {
                    filled.putScalar(i, j, sigma * random.nextGaussian());
                }
            }
        }
        return filled;
    }

    @Override
    public String toString() {
        return String.format(
                Language.pick(
                        "GloVe: %d dimensions, %d words with a vector (%.1f %% of the vocabulary)",
                        "GloVe: %d dimensiones, %d palabras con vector (%.1f %% del vocabulario)"),
                dimensions(),
                found.cardinality(),
                100 * coverage());
    }
}
