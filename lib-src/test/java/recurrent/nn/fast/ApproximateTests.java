package recurrent.nn.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The approximations of the fast path")
class ApproximateTests {
    @Test
    @DisplayName("tanh is right to 4e-7, also far out; exp to 2e-5, also far down")
    void closeEnough() {
        int length = 20_001;
        float[] x = new float[length];
        float[] e = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (i - 10_000) / 500f;
            e[i] = -i / 1000f;
        }
        float[] tanh = x.clone();
        Vector.tanh(tanh, length);
        float[] exp = e.clone();
        Vector.exp(exp, length);
        for (int i = 0; i < length; i++) {
            assertEquals(Math.tanh(x[i]), tanh[i], 4e-7, "tanh " + x[i]);
            assertEquals(Math.exp(e[i]), exp[i], 2e-5 * Math.exp(e[i]) + 1e-10, "exp " + e[i]);
        }
    }
}
