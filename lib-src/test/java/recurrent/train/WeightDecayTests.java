package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.data.Xor;
import recurrent.nn.Activation;
import recurrent.nn.GradientCheck;
import recurrent.nn.Init;
import recurrent.nn.MeanSquaredError;
import recurrent.nn.Mlp;
import recurrent.nn.Parameters;

@DisplayName("Weight decay")
class WeightDecayTests {
    private static final Xor XOR = Xor.gaussian(20, 1, DataType.DOUBLE);

    private static Mlp mlp(boolean biases) {
        Mlp mlp = Mlp.random(
                new int[] {2, 5, 2}, Activation.SIGMOID, Activation.SIGMOID, Init.xavier(), DataType.DOUBLE, 1);
        if (!biases) {
            return mlp.withoutBiases();
        }
        mlp.layers().forEach(l -> l.b().assign(Init.normal(new Random(2), 1, DataType.DOUBLE, 1, l.outputs())));
        return mlp;
    }

    private static double loss(Mlp mlp) {
        return MeanSquaredError.loss(mlp.forward(XOR.X()).output(), XOR.Y());
    }

    private static Parameters gradients(Mlp mlp) {
        Mlp.Run run = mlp.forward(XOR.X());
        return mlp.backward(run, MeanSquaredError.gradient(run.output(), XOR.Y()))
                .parameters();
    }

    @Test
    @DisplayName("by hand: L1 of (3, −4) with 0.1 costs 0.7 and pushes by ±0.1; L2 costs 1.25 and pushes by 0.3, −0.4")
    void byHand() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("W", Nd4j.createFromArray(new double[][] {{3, -4, 0}}));
        arrays.put("b", Nd4j.createFromArray(new double[][] {{100, 100, 100}}));
        Parameters w = Parameters.of(arrays);
        assertEquals(0.7, WeightDecay.l1(0.1).penalty(w), 1e-12);
        assertEquals(1.25, WeightDecay.l2(0.1).penalty(w), 1e-12);
        assertEquals(1.95, new WeightDecay(0.1, 0.1).penalty(w), 1e-12);
        assertEquals(0, WeightDecay.none().penalty(w));
        Parameters g = w.zerosLike();
        WeightDecay.l1(0.1).addTo(w, g);
        assertArrayEquals(new double[] {0.1, -0.1, 0}, g.get("W").toDoubleVector(), 1e-12);
        WeightDecay.l2(0.1).addTo(w, g); // adds to what is there
        assertArrayEquals(new double[] {0.4, -0.5, 0}, g.get("W").toDoubleVector(), 1e-12);
        assertArrayEquals(new double[] {0, 0, 0}, g.get("b").toDoubleVector());
        assertArrayEquals(new double[] {3, -4, 0}, w.get("W").toDoubleVector());
    }

    @Test
    @DisplayName("biases are told by their names, behind a prefix too")
    void biases() {
        for (String name : new String[] {"b", "b1", "bh", "bq", "layer1.bh"}) {
            assertTrue(WeightDecay.isBias(name), name);
        }
        for (String name : new String[] {"W1", "Whb", "E", "backward.Wxh", "Wb.Whh"}) {
            assertFalse(WeightDecay.isBias(name), name);
        }
    }

    @ParameterizedTest(name = "L1 {0}, L2 {1}, biases {2}")
    @CsvSource({"0.3, 0, true", "0, 0.3, true", "0.2, 0.3, true", "0, 0.3, false"})
    @DisplayName("loss and penalty together pass the gradient check")
    void gradientCheck(double l1, double l2, boolean biases) {
        Mlp mlp = mlp(biases);
        WeightDecay decay = new WeightDecay(l1, l2);
        Parameters g = gradients(mlp);
        decay.addTo(mlp.parameters(), g);
        GradientCheck.Report report =
                GradientCheck.check(mlp.parameters(), g, () -> loss(mlp) + decay.penalty(mlp.parameters()));
        assertTrue(report.max() < 1e-8, report::toString);
    }

    @Test
    @DisplayName("a gradient of λ·ΣW², one number for all weights, fails the gradient check")
    void scalarBug() {
        Mlp mlp = mlp(true);
        WeightDecay decay = WeightDecay.l2(0.3);
        Parameters wrong = scalarGradients(mlp, 0.3);
        GradientCheck.Report report =
                GradientCheck.check(mlp.parameters(), wrong, () -> loss(mlp) + decay.penalty(mlp.parameters()));
        assertTrue(report.worst().get("W1") > 0.1, report::toString);
        assertTrue(report.worst().get("W2") > 0.1, report::toString);
        assertTrue(report.worst().get("b1") < 1e-8, report::toString);
    }

    private static Parameters scalarGradients(Mlp mlp, double lambda) {
        Parameters g = gradients(mlp);
        for (String name : new String[] {"W1", "W2"}) {
            double length = mlp.parameters().get(name).norm2Number().doubleValue();
            g.get(name).addi(lambda * length * length);
        }
        return g;
    }

    @Test
    @DisplayName("trained with λ·ΣW² the weights run away until the loss is NaN; with λ·W they stay")
    void scalarBugRunsAway() {
        Mlp wrong = mlp(false);
        Mlp right = mlp(false);
        Sgd sgd = new Sgd();
        WeightDecay decay = WeightDecay.l2(0.1);
        for (int i = 0; i < 1000; i++) {
            sgd.update(wrong.parameters(), scalarGradients(wrong, 0.1), 0.1);
            Parameters g = gradients(right);
            decay.addTo(right.parameters(), g);
            sgd.update(right.parameters(), g, 0.1);
        }
        double broken = loss(wrong) + decay.penalty(wrong.parameters());
        double sound = loss(right) + decay.penalty(right.parameters());
        assertFalse(Double.isFinite(broken), "loss " + broken);
        assertTrue(sound < 0.3, "loss " + sound);
    }

    @Test
    @DisplayName("with the wrong sign of the update the loss grows; with the right one it falls")
    void wrongSign() {
        WeightDecay decay = WeightDecay.l2(0.01);
        Mlp up = mlp(true);
        Mlp down = mlp(true);
        double before = loss(up) + decay.penalty(up.parameters());
        for (int i = 0; i < 100; i++) {
            Parameters gUp = gradients(up);
            decay.addTo(up.parameters(), gUp);
            gUp.names()
                    .forEach(
                            name -> up.parameters().get(name).addi(gUp.get(name).mul(0.1))); // uphill
            Parameters gDown = gradients(down);
            decay.addTo(down.parameters(), gDown);
            new Sgd().update(down.parameters(), gDown, 0.1);
        }
        assertTrue(loss(up) + decay.penalty(up.parameters()) > before);
        assertTrue(loss(down) + decay.penalty(down.parameters()) < before);
    }

    @Test
    @DisplayName("L1 leaves weights at almost 0 that L2 only makes smaller")
    void l1IsSparse() {
        INDArray start = Init.normal(new Random(4), 1, DataType.DOUBLE, 1, 50);
        Parameters a = Parameters.of("W", start.dup());
        Parameters b = Parameters.of("W", start.dup());
        for (int i = 0; i < 100; i++) { // no loss but the penalty: down by 1 in all, or to 37 %
            Parameters ga = a.zerosLike();
            WeightDecay.l1(1).addTo(a, ga);
            new Sgd().update(a, ga, 0.01);
            Parameters gb = b.zerosLike();
            WeightDecay.l2(1).addTo(b, gb);
            new Sgd().update(b, gb, 0.01);
        }
        for (int i = 0; i < 50; i++) {
            double w = start.getDouble(i);
            assertEquals(
                    Math.signum(w) * Math.max(0, Math.abs(w) - 1), a.get("W").getDouble(i), 0.0101);
            assertEquals(w * Math.pow(0.99, 100), b.get("W").getDouble(i), 1e-9);
        }
    }

    @Test
    @DisplayName("prices below 0 are refused")
    void refused() {
        assertThrows(IllegalArgumentException.class, () -> WeightDecay.l1(-0.1));
        assertThrows(IllegalArgumentException.class, () -> WeightDecay.l2(Double.NaN));
    }
}
