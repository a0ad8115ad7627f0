package recurrent.data;

import java.util.Arrays;
import java.util.List;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.text.Vocabulary;
import recurrent.text.WordTokenizer;

/**
 * Eight pictures of 5 × 5 pixels and a caption for each: one vector in, a sequence of words out. Chapter 17.
 *
 * @param images     shape (8, 25), FLOAT: a row for each picture, its pixels from top left to bottom right, 0 or 1
 * @param captions   what each picture shows
 * @param ids        the captions as indices, without begin and end
 * @param vocabulary the words, with {@link Vocabulary#PADDING}, {@link Vocabulary#BEGIN} and {@link Vocabulary#END}
 */
public record CaptionToy(INDArray images, List<String> captions, int[][] ids, Vocabulary vocabulary) {
    private static final List<String> PICTURES = List.of(
            "..... .###. .#.#. .###. .....",
            "##### #...# #...# #...# #####",
            "..... ..#.. .###. ..#.. .....",
            "..#.. ..#.. ##### ..#.. ..#..",
            "..... ..... ##### ..... .....",
            "..#.. ..#.. ..#.. ..#.. ..#..",
            "#.... .#... ..#.. ...#. ....#",
            "..... ..... ..... ..... .....");
    private static final List<String> ENGLISH = List.of(
            "a small square",
            "a large square",
            "a small cross",
            "a large cross",
            "a line from left to right",
            "a line from top to bottom",
            "a line that falls to the right",
            "nothing at all");
    private static final List<String> SPANISH = List.of(
            "un cuadrado pequeño",
            "un cuadrado grande",
            "una cruz pequeña",
            "una cruz grande",
            "una línea de izquierda a derecha",
            "una línea de arriba abajo",
            "una línea que cae hacia la derecha",
            "nada de nada");

    /**
     * The pictures with English captions.
     *
     * @return 8 of each
     */
    public static CaptionToy english() {
        return of(ENGLISH);
    }

    /**
     * The pictures with Spanish captions.
     *
     * @return 8 of each
     */
    public static CaptionToy spanish() {
        return of(SPANISH);
    }

    private static CaptionToy of(List<String> captions) {
        WordTokenizer words = new WordTokenizer();
        Vocabulary vocabulary =
                SequencePairs.withSpecial(Vocabulary.of(captions.stream().flatMap(words::tokens)));
        float[][] pixels = PICTURES.stream().map(CaptionToy::pixels).toArray(float[][]::new);
        int[][] ids =
                captions.stream().map(c -> vocabulary.encode(words.tokens(c))).toArray(int[][]::new);
        return new CaptionToy(Nd4j.createFromArray(pixels), captions, ids, vocabulary);
    }

    private static float[] pixels(String picture) {
        String dots = picture.replace(" ", "");
        float[] row = new float[dots.length()];
        for (int i = 0; i < row.length; i++) {
            row[i] = dots.charAt(i) == '#' ? 1 : 0;
        }
        return row;
    }

    /**
     * The pictures in the number type of a network.
     *
     * @param type FLOAT to train, DOUBLE to check
     * @return shape (8, 25)
     */
    public INDArray images(DataType type) {
        return images.castTo(type);
    }

    @Override
    public String toString() {
        return "CaptionToy" + captions + Arrays.toString(images.shape());
    }
}
