package recurrent.exercises.ch05;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;

/** 05.5, sequences of unequal length: filling, cutting, a mask, and a mean that does not count the filling. */
@Exercise(id = "05.5", en = "A hundred symbols each", es = "Cien símbolos cada una")
public final class Exercise05_5 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Padder {
        /** T symbols: a short sequence with filler behind it, of a long one its last T. */
        int[] pad(int[] ids, int T, int filler);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Masker {
        /** Shape (T, n): 1 where a padded sequence has text, 0 where it has filler. */
        INDArray mask(int[] lengths, int T);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Mean {
        /** The mean of the losses, shape (T, n), of text only. */
        double mean(INDArray losses, INDArray mask);
    }

    private record Answer(Padder padder, Masker masker, Mean mean) {}

    private final Answer answer;

    Exercise05_5(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param padder makes a sequence T symbols long
     * @param masker tells text from filler
     * @param mean   of the losses of text
     * @return points and verdicts
     */
    public static Score check(Padder padder, Masker masker, Mean mean) {
        return Check.run(Exercise05_5.class, new Answer(padder, masker, mean));
    }

    private static int[] ids(int length) {
        return IntStream.rangeClosed(1, length).toArray();
    }

    private static INDArray maskByHand(int T, int... lengths) {
        double[][] mask = new double[T][lengths.length];
        for (int t = 0; t < T; t++) {
            for (int i = 0; i < lengths.length; i++) {
                mask[t][i] = t < lengths[i] ? 1 : 0;
            }
        }
        return Nd4j.createFromArray(mask);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "fills 7 symbols up to 100, behind the text",
            es = "rellena 7 símbolos hasta 100, por detrás del texto",
            hintEn =
                    "Arrays.fill(all, filler) first, then System.arraycopy to the beginning. The filler is an argument: it is "
                            + "not always 0.",
            hintEs =
                    "Primero Arrays.fill(all, filler); después, System.arraycopy al principio. El relleno es un argumento: no "
                            + "siempre es 0.")
    void fills() {
        int[] expected = new int[100];
        Arrays.fill(expected, 999);
        System.arraycopy(ids(7), 0, expected, 0, 7);
        Expect.equal(Arrays.toString(expected), Arrays.toString(answer.padder().pad(ids(7), 100, 999)));
        Expect.equal(Arrays.toString(ids(100)), Arrays.toString(answer.padder().pad(ids(100), 100, 999)));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "keeps the last 100 of 250 symbols",
            es = "conserva los últimos 100 de 250 símbolos",
            hintEn = "What is to be kept begins at ids.length − T. In a review the verdict tends to stand at the end.",
            hintEs = "Lo que se conserva empieza en ids.length − T. En una reseña, el veredicto suele estar al final.")
    void cuts() {
        int[] expected = Arrays.copyOfRange(ids(250), 150, 250);
        Expect.equal(Arrays.toString(expected), Arrays.toString(answer.padder().pad(ids(250), 100, 999)));
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "gives a mask of shape (T, n)",
            es = "da una máscara de forma (T, n)",
            hintEn = "Time first, as in the batch that it belongs to: Nd4j.zeros(DataType.DOUBLE, T, lengths.length).",
            hintEs =
                    "El tiempo, delante, como en el lote al que acompaña: Nd4j.zeros(DataType.DOUBLE, T, lengths.length).")
    void maskShape(Numbers numbers) {
        int T = numbers.size(100);
        Expect.shape(answer.masker().mask(new int[] {7, 100, 250}, T), T, 3);
    }

    @Test
    @NeedsPassed("maskShape")
    @Points(
            value = 1,
            order = 4,
            en = "marks the text with ones: its columns sum to 7, 100 and 100",
            es = "marca el texto con unos: sus columnas suman 7, 100 y 100",
            hintEn =
                    "[t, i] is 1 when t < lengths[i]. A sequence of 250 has been cut to 100, so its column is all ones.",
            hintEs =
                    "[t, i] es 1 cuando t < lengths[i]. Una secuencia de 250 se ha cortado a 100, así que su columna es toda "
                            + "de unos.")
    void maskSums() {
        INDArray mask = answer.masker().mask(new int[] {7, 100, 250}, 100);
        Expect.close(
                maskByHand(100, 7, 100, 250),
                mask.castTo(DataType.DOUBLE),
                0,
                new Cause(
                        maskByHand(100, 7, 100, 250).rsub(1),
                        "ones and zeros are exchanged",
                        "los unos y los ceros están cambiados"));
    }

    @Test
    @Points(
            value = 2,
            order = 5,
            en = "gives the mean of the losses of text alone",
            es = "da la media de las pérdidas del texto, y solo del texto",
            hintEn = "Multiply by the mask, add everything up, and divide by the sum of the mask, not by T · n.",
            hintEs = "Multiplica por la máscara, súmalo todo y divide por la suma de la máscara, no por T · n.")
    void mean(Numbers numbers) {
        INDArray mask = maskByHand(4, 1, 4);
        Expect.close(2, answer.mean().mean(mask.mul(2), mask), 1e-12);
        INDArray losses = numbers.random(55, 6, 3);
        int[] lengths = {2, 6, 3};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            for (int t = 0; t < lengths[i]; t++) {
                sum += losses.getDouble(t, i);
            }
        }
        INDArray before = losses.dup();
        Expect.close(sum / 11, answer.mean().mean(losses, maskByHand(6, lengths)), 1e-12);
        Expect.unchanged("losses", before, losses);
    }
}
