package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static recurrent.nn.LayerChecks.normal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("How much a matrix stretches")
class SpectrumTests {
    private static INDArray matrix(double[]... rows) {
        return Nd4j.createFromArray(rows);
    }

    @Test
    @DisplayName("a diagonal matrix: norm and radius are its largest number, without the sign")
    void diagonal() {
        INDArray W = matrix(new double[] {0.5, 0, 0}, new double[] {0, -3, 0}, new double[] {0, 0, 2});
        assertEquals(3, Spectrum.norm(W, 100, 1), 1e-12);
        assertEquals(3, Spectrum.radius(W), 1e-9);
    }

    @Test
    @DisplayName("a shear stretches at once, but not in the long run")
    void shear() {
        INDArray W = matrix(new double[] {1, 1}, new double[] {0, 1});
        assertEquals((1 + Math.sqrt(5)) / 2, Spectrum.norm(W, 100, 1), 1e-9, "the golden ratio");
        assertEquals(1, Spectrum.radius(W), 1e-6);
    }

    @Test
    @DisplayName("a rotation by 30 degrees, twice as long: both are 2, though both eigenvalues are complex")
    void rotation() {
        double c = 2 * Math.cos(Math.PI / 6);
        INDArray W = matrix(new double[] {c, -1}, new double[] {1, c});
        assertEquals(2, Spectrum.radius(W), 1e-9);
        assertEquals(2, Spectrum.norm(W, 10, 1), 1e-9);
    }

    @Test
    @DisplayName("no random vector is stretched more than the norm")
    void bound() {
        INDArray W = normal(1, 6, 4);
        double norm = Spectrum.norm(W, 500, 2);
        assertEquals(norm, Spectrum.norm(W, 500, 3), 1e-9, "from another start");
        for (int k = 0; k < 100; k++) {
            INDArray v = normal(100 + k, 4, 1);
            double stretched =
                    W.mmul(v).norm2Number().doubleValue() / v.norm2Number().doubleValue();
            assertTrue(stretched <= norm * (1 + 1e-9));
        }
    }

    @Test
    @DisplayName(
            "the radius of 64 random units is the growth of a vector over 2000 steps; a scaled one has what was asked")
    void random() {
        INDArray W = normal(1, 64, 64);
        double radius = Spectrum.radius(W);
        INDArray v = normal(2, 64, 1);
        double log = 0;
        for (int k = 0; k < 2000; k++) {
            v = W.mmul(v);
            double size = v.norm2Number().doubleValue();
            log += Math.log(size);
            v = v.div(size);
        }
        assertEquals(Math.exp(log / 2000), radius, 0.01 * radius);
        assertEquals(0.9, Spectrum.radius(Spectrum.scaled(W, 0.9)), 1e-9);
        assertEquals(
                DataType.FLOAT, Spectrum.scaled(W.castTo(DataType.FLOAT), 0.9).dataType());
    }

    @Test
    @DisplayName("a matrix whose powers vanish has radius 0 and cannot be scaled")
    void nilpotent() {
        INDArray W = matrix(new double[] {0, 1}, new double[] {0, 0});
        assertEquals(0, Spectrum.radius(W));
        assertEquals(0, Spectrum.norm(Nd4j.zeros(DataType.DOUBLE, 3, 2), 10, 1));
        assertThrows(IllegalArgumentException.class, () -> Spectrum.scaled(W, 1));
        assertThrows(IllegalArgumentException.class, () -> Spectrum.radius(Nd4j.ones(2, 3)));
    }
}
