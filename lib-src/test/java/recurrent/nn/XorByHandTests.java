package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One update of a 2-3-2 network by hand, to as many decimals as the numbers were written down with. */
@DisplayName("The worked example of XOR")
class XorByHandTests {
    private static final double PRINTED = 2e-8; // eight decimals, from inputs of eight decimals
    private static final double EXACT = 1e-11; // twelve decimals

    private static final INDArray X = Nd4j.createFromArray(new double[][] {{1.76405235, 0.40015721}});
    private static final INDArray Y = Nd4j.createFromArray(new double[][] {{1, 0}});

    private Mlp mlp;
    private Mlp.Run run;
    private DenseLayer.Run hidden;
    private DenseLayer.Run output;

    @BeforeEach
    void forward() {
        INDArray W1 = Nd4j.createFromArray(
                new double[][] {{-0.67746455, 0.37769425, -0.07365253}, {-0.53663519, 0.60920496, 0.21149622}});
        INDArray W2 = Nd4j.createFromArray(
                new double[][] {{-0.41491732, -0.30992816}, {-0.31583913, -0.27706468}, {-0.44701662, 0.15231059}});
        mlp = new Mlp(List.of(
                DenseLayer.withoutBiases(W1, Activation.SIGMOID), DenseLayer.withoutBiases(W2, Activation.SIGMOID)));
        run = mlp.forward(X);
        hidden = run.layers().get(0);
        output = run.layers().get(1);
    }

    private static void near(double tolerance, INDArray got, double... expected) {
        assertArrayEquals(expected, got.dup('c').data().asDouble(), tolerance);
    }

    @Test
    @DisplayName("forward: z1, h1, z2, h2 and the loss")
    void values() {
        assertEquals(12, mlp.parameterCount());
        near(PRINTED, hidden.Z(), -1.40982136, 0.91005018, -0.04529517);
        near(PRINTED, hidden.A(), 0.19626223, 0.71301043, 0.48867814);
        near(PRINTED, output.Z(), -0.52507645, -0.18394635);
        near(PRINTED, output.A(), 0.37166596, 0.45414264);
        near(EXACT, hidden.Z(), -1.409821371887, 0.910050186406, -0.045295181309);
        near(EXACT, output.A(), 0.371665959394, 0.454142644601);
        assertEquals(0.300524604115, MeanSquaredError.loss(run.output(), Y), EXACT);
    }

    @Test
    @DisplayName("backward: every factor of the chain, δ2, and both gradients")
    void chain() {
        INDArray dh2 = MeanSquaredError.gradient(run.output(), Y);
        INDArray slope2 = Activation.SIGMOID.derivative(output.A());
        INDArray delta2 = dh2.mul(slope2);
        near(PRINTED, dh2, -0.62833404, 0.45414264);
        near(EXACT, slope2, 0.233530374022, 0.247897102956); // both above 0, as σ′ always is
        near(PRINTED, delta2, -0.14673508, 0.11258065);

        DenseLayer.Gradients second = mlp.layers().get(1).backward(output, dh2);
        near(PRINTED, second.dW(), -0.02879856, 0.02209533, -0.10462365, 0.08027117, -0.07170623, 0.0550157);
        near(PRINTED, second.dX(), 0.02599101, 0.01515256, 0.08274025);
        near(PRINTED, Activation.SIGMOID.derivative(hidden.A()), 0.15774337, 0.20462656, 0.24987182);

        Parameters g = mlp.backward(run, dh2).parameters();
        assertEquals(List.of("W1", "W2"), g.names());
        near(PRINTED, g.get("W1"), 0.00723246, 0.00546965, 0.03647082, 0.00164061, 0.00124073, 0.00827303);
        assertEquals(second.dW(), g.get("W2"));
    }

    @Test
    @DisplayName("update with rate 0.001: new weights, and a loss of 0.300496244224")
    void update() {
        Parameters g =
                mlp.backward(run, MeanSquaredError.gradient(run.output(), Y)).parameters();
        double norm = Clipping.globalNorm(g);
        double before = MeanSquaredError.loss(run.output(), Y);
        for (String name : g.names()) {
            mlp.parameters().get(name).subi(g.get(name).mul(0.001));
        }
        near(
                PRINTED,
                mlp.parameters().get("W1"),
                -0.67747178,
                0.37768878,
                -0.073689,
                -0.53663683,
                0.60920372,
                0.21148795);
        near(
                PRINTED,
                mlp.parameters().get("W2"),
                -0.41488852,
                -0.30995026,
                -0.31573451,
                -0.27714495,
                -0.44694491,
                0.15225557);
        INDArray h2 = mlp.forward(X).output();
        near(EXACT, h2, 0.371695006185, 0.454120384034);
        double after = MeanSquaredError.loss(h2, Y);
        assertEquals(0.300496244224, after, EXACT);
        assertEquals(0.001 * norm * norm, before - after, 2e-9); // what the first order promises
    }

    @Test
    @DisplayName("the gradient check passes; δ2 with the sign of the misprint fails it")
    void check() {
        Parameters g =
                mlp.backward(run, MeanSquaredError.gradient(run.output(), Y)).parameters();
        GradientCheck.Report report = GradientCheck.check(
                mlp.parameters(), g, () -> MeanSquaredError.loss(mlp.forward(X).output(), Y));
        assertTrue(report.max() < 1e-9, report::toString);
        g.get("W2").getColumn(0).negi();
        GradientCheck.Report wrong = GradientCheck.check(
                mlp.parameters(), g, () -> MeanSquaredError.loss(mlp.forward(X).output(), Y));
        assertTrue(wrong.max() > 1e-2, wrong::toString);
    }
}
