package recurrent.nn.fast;

/**
 * tanh, the logistic function and exp as plain arithmetic, without branches, tables or calls: the form that the JIT
 * compiler turns into vector instructions inside a loop.
 */
final class Approximate {
    private static final float TANH_CLAMP = 8f; // tanh(8) differs from 1 by less than half a float's last digit
    private static final float EXP_CLAMP = -24f; // e^-24 is 4e-11: nothing beside the 1 of the row's largest

    private Approximate() {}

    /** Error below 4e-7. A quotient of polynomials in x², fitted to tanh on [0, 8] by weighted least squares. */
    static float tanh(float x) {
        float v = Math.max(-TANH_CLAMP, Math.min(TANH_CLAMP, x));
        float u = v * v;
        float p = (((1.5228759e-8f * u + 2.1893471e-5f) * u + 3.5715252e-3f) * u + 0.13444436f) * u + 1f;
        float q = (((8.521771e-7f * u + 3.4111732e-4f) * u + 2.6164165e-2f) * u + 0.46777764f) * u + 1f;
        return v * p / q;
    }

    /** The logistic function 1 / (1 + e⁻ˣ), error below 2e-7: it is tanh, half as wide and half as high. */
    static float sigmoid(float x) {
        return 0.5f * tanh(0.5f * x) + 0.5f;
    }

    /**
     * exp of x ≤ 0, relative error below 2e-5. exp(x) = (exp(x/64))⁶⁴: the Taylor polynomial of degree 6 for the small
     * argument, then six squarings. The usual way, which writes the exponent's bits, is not vectorised by the JIT.
     */
    static float exp(float x) {
        float v = Math.max(EXP_CLAMP, x) * 0.015625f;
        float e = (((((v * (1f / 720) + 1f / 120) * v + 1f / 24) * v + 1f / 6) * v + 0.5f) * v + 1f) * v + 1f;
        e *= e;
        e *= e;
        e *= e;
        e *= e;
        e *= e;
        e *= e;
        return e;
    }
}
