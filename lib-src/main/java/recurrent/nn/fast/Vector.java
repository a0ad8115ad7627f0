package recurrent.nn.fast;

/** Element-wise loops on {@code float[]}, each small enough for the JIT compiler to turn it into vector instructions. */
final class Vector {
    private Vector() {}

    /** In place tanh. */
    static void tanh(float[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = Approximate.tanh(x[i]);
        }
    }

    /** {@code to[i] = tanh(x[i])}. */
    static void tanh(float[] x, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = Approximate.tanh(x[i]);
        }
    }

    /** In place logistic function. */
    static void sigmoid(float[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = Approximate.sigmoid(x[i]);
        }
    }

    /** In place exp of numbers ≤ 0. */
    static void exp(float[] x, int length) {
        for (int i = 0; i < length; i++) {
            x[i] = Approximate.exp(x[i]);
        }
    }

    /** {@code x[from+i] −= y[i]}. */
    static void subtract(float[] x, int from, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            x[from + i] -= y[i];
        }
    }

    /** {@code x[from+i] += bias} and {@code max[i] = max(max[i], x[from+i])}. */
    static void addAndMax(float[] x, int from, float bias, float[] max, int length) {
        for (int i = 0; i < length; i++) {
            float v = x[from + i] + bias;
            x[from + i] = v;
            max[i] = Math.max(max[i], v);
        }
    }

    /** {@code x[from+i] *= factor[i]}. */
    static void scale(float[] x, int from, float[] factor, int length) {
        for (int i = 0; i < length; i++) {
            x[from + i] *= factor[i];
        }
    }

    /** {@code to[at+i] += factor·from[i]}. */
    static void addScaled(float[] to, int at, float[] from, float factor, int length) {
        for (int i = 0; i < length; i++) {
            to[at + i] += factor * from[i];
        }
    }

    /** {@code to[at+i] = factor·from[at+i]}. */
    static void scaled(float[] to, int at, float[] from, float factor, int length) {
        for (int i = at; i < at + length; i++) {
            to[i] = factor * from[i];
        }
    }

    /** {@code to[i] = a[i]·b[i]}. */
    static void product(float[] a, float[] b, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = a[i] * b[i];
        }
    }

    /** {@code x[i] *= factor[from+i]}. */
    static void multiply(float[] x, float[] factor, int from, int length) {
        for (int i = 0; i < length; i++) {
            x[i] *= factor[from + i];
        }
    }

    /** {@code to[i] = d[i]·(1 − y[i]²)}: a gradient on its way back through y = tanh. */
    static void throughTanh(float[] d, float[] y, float[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = d[i] * (1f - y[i] * y[i]);
        }
    }

    /** {@code y[i] = d[i]·y[i]·(1 − y[i])}: a gradient on its way back through y = sigmoid; it takes y's place. */
    static void throughSigmoid(float[] d, float[] y, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = d[i] * y[i] * (1f - y[i]);
        }
    }

    /** {@code to[toFrom+i] += from[fromFrom+i]}. */
    static void add(float[] to, int toFrom, float[] from, int fromFrom, int length) {
        for (int i = 0; i < length; i++) {
            to[toFrom + i] += from[fromFrom + i];
        }
    }
}
