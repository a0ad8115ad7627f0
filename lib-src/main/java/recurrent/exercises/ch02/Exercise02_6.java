package recurrent.exercises.ch02;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.data.Xor;
import recurrent.exercises.fixtures.Worked;
import recurrent.nn.Activation;
import recurrent.nn.Init;
import recurrent.nn.Mlp;
import recurrent.nn.Parameters;
import recurrent.train.Adam;

/** 02.6, a network with biases, trained with the student's gradients. */
@Exercise(id = "02.6", en = "Biases, and the whole of XOR", es = "Sesgos, y todo el XOR")
public final class Exercise02_6 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Backward {
        /** Gradients of Σ ½‖y − h2‖² / n: dW1 (d, H), db1 (1, H), dW2 (H, k), db2 (1, k), in this order. */
        List<INDArray> of(INDArray X, INDArray Y, INDArray W1, INDArray b1, INDArray W2, INDArray b2);
    }

    private final Backward answer;
    private final int n;
    private final int d;
    private final int h;
    private final INDArray X;
    private final INDArray Y;
    private final INDArray W1;
    private final INDArray b1;
    private final INDArray W2;
    private final INDArray b2;

    Exercise02_6(Backward answer, Numbers numbers) {
        this.answer = answer;
        n = numbers.size(6);
        d = numbers.size(2);
        h = numbers.size(4);
        X = numbers.random(13, n, d);
        Y = Worked.targets(n, 2);
        W1 = numbers.random(14, d, h);
        b1 = numbers.random(15, 1, h);
        W2 = numbers.random(16, h, 2);
        b2 = numbers.random(17, 1, 2);
    }

    private double cost() {
        return Worked.cost(X, Y, W1, b1, W2, b2);
    }

    private List<INDArray> example() {
        List<INDArray> found = answer.of(X, Y, W1, b1, W2, b2);
        Expect.notNull(found);
        Expect.equal(4, found.size());
        return found;
    }

    /** The share of points right after a training that takes its gradients from the answer. */
    private double trained(Xor xor, int hidden, int updates, double rate) {
        Mlp net = Mlp.random(
                new int[] {2, hidden, 2}, Activation.SIGMOID, Activation.SIGMOID, Init.xavier(), DataType.DOUBLE, 1);
        Parameters p = net.parameters();
        Adam adam = Adam.standard();
        for (int i = 0; i < updates; i++) {
            List<INDArray> found = answer.of(xor.X(), xor.Y(), p.get("W1"), p.get("b1"), p.get("W2"), p.get("b2"));
            Map<String, INDArray> gradients = new LinkedHashMap<>();
            for (int k = 0; k < 4; k++) {
                gradients.put(p.names().get(k), found.get(k));
            }
            adam.update(p, Parameters.of(gradients), rate);
        }
        return xor.accuracy(net.forward(xor.X()).output());
    }

    /**
     * Checks an answer.
     *
     * @param answer the student's gradients
     * @return points and verdicts
     */
    public static Score check(Backward answer) {
        return Check.run(Exercise02_6.class, answer);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "gives four gradients, each with the shape of its parameter",
            es = "da cuatro gradientes, cada uno con la forma de su parámetro",
            hintEn = "sum(true, 0) adds the rows and keeps a row: (n, H) becomes (1, H).",
            hintEs = "sum(true, 0) suma las filas y deja una fila: (n, H) pasa a (1, H).")
    void shapes() {
        List<INDArray> found = example();
        Expect.shape(found.get(0), d, h);
        Expect.shape(found.get(1), 1, h);
        Expect.shape(found.get(2), h, 2);
        Expect.shape(found.get(3), 1, 2);
    }

    @Test
    @NeedsPassed("shapes")
    @Points(
            value = 1,
            order = 2,
            en = "agrees with central differences for the weights",
            es = "coincide con diferencias centrales en los pesos",
            hintEn = "As in 02.3, but the forward pass adds b1 and b2 before each bend.",
            hintEs = "Como en 02.3, pero el paso hacia delante suma b1 y b2 antes de cada curva.")
    void weights() {
        Expect.close(Worked.numeric(W1, this::cost), example().get(0), 1e-7);
        Expect.close(Worked.numeric(W2, this::cost), example().get(2), 1e-7);
    }

    @Test
    @NeedsPassed("shapes")
    @Points(
            value = 2,
            order = 3,
            en = "agrees with central differences for the biases",
            es = "coincide con diferencias centrales en los sesgos",
            hintEn =
                    "dz/db = 1 for every example, so db is the sum of the rows of δ: not the mean of them, if δ has been divided by n already.",
            hintEs =
                    "dz/db = 1 en cada ejemplo, así que db es la suma de las filas de δ: no su media, si δ ya se ha dividido entre n.")
    void biases() {
        Expect.close(Worked.numeric(b1, this::cost), example().get(1), 1e-7);
        Expect.close(Worked.numeric(b2, this::cost), example().get(3), 1e-7);
    }

    @Test
    @Timeout(60)
    @NeedsPassed("biases")
    @Points(
            value = 1,
            order = 4,
            en = "learns the four corners with four hidden neurons",
            es = "aprende las cuatro esquinas con cuatro neuronas ocultas",
            hintEn = "The test trains 600 times with your gradients. If the four gradients agree, so must this.",
            hintEs =
                    "La prueba entrena 600 veces con tus gradientes. Si los cuatro gradientes coinciden, esto también saldrá.")
    void corners() {
        Xor corners = Xor.corners(DataType.DOUBLE);
        Expect.close(1, trained(corners, 4, 600, 0.1), 1e-12);
    }

    @Test
    @Timeout(60)
    @NeedsPassed("biases")
    @Points(
            value = 1,
            order = 5,
            en = "gets at least 95 % of 300 points right with ten hidden neurons",
            es = "acierta al menos el 95 % de 300 puntos con diez neuronas ocultas",
            hintEn = "The test trains 800 times with your gradients. Without working biases it stays below 80 %.",
            hintEs =
                    "La prueba entrena 800 veces con tus gradientes. Sin sesgos que funcionen se queda por debajo del 80 %.")
    void points() {
        Expect.above(0.95, trained(Xor.gaussian(300, 7, DataType.DOUBLE), 10, 800, 0.05));
    }
}
