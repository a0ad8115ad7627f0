package recurrent.exercises.ch08;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.ByHand;
import recurrent.nn.CrossEntropy;
import recurrent.nn.GradientCheck;
import recurrent.nn.OneHot;
import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;
import recurrent.text.Windows;
import recurrent.train.LanguageModel;

/** 08.1, walk back by hand: backpropagation through time, first with numbers and then with arrays. */
@Exercise(id = "08.1", en = "Walk back by hand", es = "Hacia atrás, a mano")
public final class Exercise08_1 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Scalar {
        /** The slopes (∂L/∂wxh, ∂L/∂whh) of L = ½(hT − wanted)² for one unit without a bias, from h0 = 0. */
        double[] gradient(double[] x, double wxh, double whh, double wanted);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Arrays {
        /**
         * The gradients of Wxh, Whh, bh, Whq and bq, under these names.
         *
         * @param steps what each step of the forward pass left behind: Xt, the state before and the state after
         * @param dO    for each step the gradient of the loss with respect to its scores, shape (n, V)
         */
        Map<String, INDArray> gradients(RnnCell cell, OutputLayer output, List<RnnCell.Step> steps, List<INDArray> dO);
    }

    private static final int[] IDS = {1, 4, 2, 2, 3, 0, 1, 3, 4, 2, 1, 1, 0, 2};

    private record Answer(Scalar scalar, Arrays arrays) {}

    private final Answer answer;

    Exercise08_1(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param scalar the slopes of one unit
     * @param arrays the gradients of a language model
     * @return points and verdicts
     */
    public static Score check(Scalar scalar, Arrays arrays) {
        return Check.run(Exercise08_1.class, new Answer(scalar, arrays));
    }

    @Test
    @Points(
            value = 2,
            order = 1,
            en = "finds the two slopes of the chapter's neuron",
            es = "halla las dos pendientes de la neurona del capítulo",
            hintEn = "From t = 3 down to 1: dz = dh·(1 − h²), add dz·x and dz·(h before), and go on with dh = dz·whh.",
            hintEs = "De t = 3 a 1: dz = dh·(1 − h²), suma dz·x y dz·(h anterior), y sigue con dh = dz·whh.")
    void golden() {
        Expect.close(
                new double[] {0.594317677099, -0.648530042338},
                answer.scalar().gradient(new double[] {1, 0.5, -1}, 1, 0.5, 0.5),
                1e-10);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "finds the slopes of any sequence, short or long",
            es = "halla las pendientes de cualquier secuencia, corta o larga",
            hintEn = "The number of steps is x.length. With one step, whh has nothing to do: its slope is 0.",
            hintEs = "El número de pasos es x.length. Con un solo paso, whh no interviene: su pendiente es 0.")
    void anyLength(Numbers numbers) {
        for (int T : new int[] {1, 2, numbers.size(7)}) {
            INDArray x = numbers.random(T, T);
            double[] inputs = x.toDoubleVector();
            double e = 1e-5;
            double[] expected = {
                (loss(inputs, 0.7 + e, -0.8) - loss(inputs, 0.7 - e, -0.8)) / (2 * e),
                (loss(inputs, 0.7, -0.8 + e) - loss(inputs, 0.7, -0.8 - e)) / (2 * e)
            };
            Expect.close(expected, answer.scalar().gradient(inputs, 0.7, -0.8, -0.3), 1e-8);
        }
    }

    private static double loss(double[] x, double wxh, double whh) {
        double h = 0;
        for (double xt : x) {
            h = Math.tanh(wxh * xt + whh * h);
        }
        return (h + 0.3) * (h + 0.3) / 2;
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "gives five gradients, each of the shape of its parameter",
            es = "da cinco gradientes, cada uno con la forma de su parámetro",
            hintEn = "Names: Wxh, Whh, bh, Whq, bq. dZ.sum(true, 0) keeps the row (1, h); "
                    + "a product that ends as (d, h) is Xtᵀ·dZ.",
            hintEs = "Nombres: Wxh, Whh, bh, Whq, bq. dZ.sum(true, 0) conserva la fila (1, h); "
                    + "el producto que acaba en (d, h) es Xtᵀ·dZ.")
    void shapes(Numbers numbers) {
        LanguageModel model = model(numbers, numbers.size(4));
        Map<String, INDArray> gradients = gradients(model, numbers.size(3), 2);
        Expect.notNull(gradients);
        for (String name : model.parameters().names()) {
            Expect.shape(gradients.get(name), model.parameters().get(name).shape());
        }
    }

    @Test
    @NeedsPassed("shapes")
    @Points(
            value = 1,
            order = 4,
            en = "has the gradients of the output layer right, for two sequences of 3 steps",
            es = "acierta los gradientes de la capa de salida, con dos secuencias de 3 pasos",
            hintEn = "For every step: dWhq += Htᵀ·dOt, dbq += the sum of the rows of dOt.",
            hintEs = "En cada paso: dWhq += Htᵀ·dOt, dbq += la suma de las filas de dOt.")
    void outputLayer(Numbers numbers) {
        checked(numbers, numbers.size(3), 2, "Whq", "bq");
    }

    @Test
    @NeedsPassed("shapes")
    @Points(
            value = 2,
            order = 5,
            en = "has the gradients of the cell right, for two sequences of 3 steps",
            es = "acierta los gradientes de la celda, con dos secuencias de 3 pasos",
            hintEn = "Two gradients meet in Ht: dOt·Whqᵀ from its own scores and dZ(t+1)·Whhᵀ from the next step.",
            hintEs = "En Ht se encuentran dos gradientes: dOt·Whqᵀ, de sus propias puntuaciones, "
                    + "y dZ(t+1)·Whhᵀ, del paso siguiente.")
    void cell(Numbers numbers) {
        checked(numbers, numbers.size(3), 2, "Wxh", "Whh", "bh");
    }

    private void checked(Numbers numbers, int T, int n, String... names) {
        LanguageModel model = model(numbers, numbers.size(4));
        Map<String, INDArray> gradients = gradients(model, T, n);
        Map<String, INDArray> some = new LinkedHashMap<>();
        Map<String, INDArray> analytic = new LinkedHashMap<>();
        for (String name : names) {
            some.put(name, model.parameters().get(name));
            analytic.put(name, gradients.get(name));
            Expect.finite(gradients.get(name));
        }
        GradientCheck.Report report = GradientCheck.check(
                Parameters.of(some),
                Parameters.of(analytic),
                () -> model.loss(Windows.of(IDS, T).batch(starts(n))));
        Expect.below(1e-6, report.max());
    }

    private Map<String, INDArray> gradients(LanguageModel model, int T, int n) {
        int[][] targets = Windows.of(IDS, T).batch(starts(n)).targets();
        INDArray X = OneHot.encode(Windows.of(IDS, T).batch(starts(n)).inputs(), 5, DataType.DOUBLE);
        RnnCell cell = model.cell(RnnCell.class);
        List<RnnCell.Step> steps = cell.forward(X, cell.zeroState(n)).steps();
        List<INDArray> dO = new ArrayList<>();
        for (int t = 0; t < T; t++) {
            int now = t;
            int[] next =
                    java.util.Arrays.stream(targets).mapToInt(row -> row[now]).toArray();
            INDArray O = model.output().forward(steps.get(t).H());
            dO.add(CrossEntropy.gradient(O, next).divi(T));
        }
        return answer.arrays().gradients(cell, model.output(), steps, dO);
    }

    private static int[] starts(int n) {
        return IntStream.range(0, n).map(i -> 3 * i).toArray();
    }

    private static LanguageModel model(Numbers numbers, int h) {
        return LanguageModel.of(
                ByHand.cell(numbers, 81, 5, h).layer(),
                new OutputLayer(numbers.random(84, h, 5), numbers.random(85, 1, 5)));
    }
}
