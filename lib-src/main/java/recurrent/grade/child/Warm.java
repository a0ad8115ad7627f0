package recurrent.grade.child;

import org.nd4j.linalg.factory.Nd4j;

/** Unpacks the native libraries of ND4J once (400 MB), so that no child has to. */
public final class Warm {
    private Warm() {}

    /**
     * Loads ND4J; where to unpack is a system property.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Nd4j.ones(2, 2).mmul(Nd4j.ones(2, 2));
    }
}
