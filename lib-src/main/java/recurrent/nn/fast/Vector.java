package recurrent.nn.fast;

/**
 * Element-wise functions on {@code float[]}. Every loop is plain arithmetic without branches or calls, the form that
 * the JIT compiler turns into vector instructions.
 */
final class Vector {
    private static final float TANH_CLAMP = 8f; // tanh(8) differs from 1 by less than half a float's last digit
    private static final float EXP_CLAMP = -24f; // e^-24 is 4e-11: nothing beside the 1 of the row's largest

    private Vector() {}

    /**
     * In place tanh, error below 4e-7. A quotient of polynomials in x², fitted to tanh on [0, 8] by weighted least
     * squares.
     */
    static void tanh(float[] x, int length) {
        for (int i = 0; i < length; i++) {
            float v = Math.max(-TANH_CLAMP, Math.min(TANH_CLAMP, x[i]));
            float u = v * v;
            float p = (((1.5228759e-8f * u + 2.1893471e-5f) * u + 3.5715252e-3f) * u + 0.13444436f) * u + 1f;
            float q = (((8.521771e-7f * u + 3.4111732e-4f) * u + 2.6164165e-2f) * u + 0.46777764f) * u + 1f;
            x[i] = v * p / q;
        }
    }

    /**
     * {@code x[from+i] = exp(x[from+i] − max[i])}, and adds the result to {@code sum[i]}. Relative error below 2e-5.
     *
     * <p>exp(v) = (exp(v/64))⁶⁴: the Taylor polynomial of degree 6 for the small argument, then six squarings. The
     * usual way, which writes the exponent's bits, is not vectorised by the JIT.
     */
    static void expShifted(float[] x, int from, float[] max, float[] sum, int length) {
        for (int i = 0; i < length; i++) {
            float v = Math.max(EXP_CLAMP, x[from + i] - max[i]) * 0.015625f;
            float e = (((((v * (1f / 720) + 1f / 120) * v + 1f / 24) * v + 1f / 6) * v + 0.5f) * v + 1f) * v + 1f;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            x[from + i] = e;
            sum[i] += e;
        }
    }

    /** {@code max[i] = max(max[i], x[from+i])}. */
    static void max(float[] max, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            max[i] = Math.max(max[i], x[from + i]);
        }
    }

    /** {@code x[from+i] *= factor[i]}. */
    static void scale(float[] x, int from, float[] factor, int length) {
        for (int i = 0; i < length; i++) {
            x[from + i] *= factor[i];
        }
    }

    /** {@code d[i] *= 1 − h[i]²}: a gradient on its way back through tanh. */
    static void throughTanh(float[] d, float[] h, int length) {
        for (int i = 0; i < length; i++) {
            d[i] *= 1f - h[i] * h[i];
        }
    }

    /** {@code to[toFrom+i] += from[fromFrom+i]}. */
    static void add(float[] to, int toFrom, float[] from, int fromFrom, int length) {
        for (int i = 0; i < length; i++) {
            to[toFrom + i] += from[fromFrom + i];
        }
    }
}
