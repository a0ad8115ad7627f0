package recurrent.grade.child;

import java.io.IOException;
import java.util.ArrayList;
import java.util.function.DoubleUnaryOperator;

import org.nd4j.linalg.factory.Nd4j;

/** Unpacks the native libraries of ND4J once (400 MB), and loads what every child loads. */
public final class Warm {
    private Warm() {}

    /**
     * Loads ND4J; where to unpack is a system property.
     *
     * @param args none
     * @throws IOException if the library is incomplete
     */
    public static void main(String[] args) throws IOException {
        Nd4j.ones(2, 2).mmul(Nd4j.ones(2, 2));
        // the classes that are loaded here go into the archive that children start from
        try (Cells cells = new Cells(System.getProperty("java.class.path"), Host.imports())) {
            cells.load(
                    "class A { static double f(double x) { return Nd4j.ones(1, 1).mul(x).sumNumber().doubleValue(); } }",
                    false);
            cells.bind("A::f", DoubleUnaryOperator.class.getName(), new ArrayList<>());
        }
    }
}
