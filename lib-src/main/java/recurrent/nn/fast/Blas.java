package recurrent.nn.fast;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Matrix products on row-major arrays, by the OpenBLAS that ND4J brings. A call costs less than 0.1 µs; an ND4J operation
 * of the same size costs 11 µs and more. The number after each array is the length of its rows in memory: a block of
 * columns is a matrix too.
 */
final class Blas {
    /**
     * Up to a million multiplications OpenBLAS reads A and B where they lie; from there on it copies them into blocks
     * first, which pays for matrices much larger than ours. Products are cut so that they stay below.
     */
    private static final int SMALL = 1_000_000;

    /** Rows that a cut leaves are a multiple of this: the kernels compute that many at once. */
    private static final int ROWS = 4;

    private Blas() {}

    /** {@code C = A·B + beta·C} with A (m, k), B (k, n), C (m, n). Moves the pointers A and C. */
    static void product(
            int m, int n, int k, FloatPointer A, int a, FloatPointer B, int b, float beta, FloatPointer C, int c) {
        int part = part(m, n * k, 2 * ROWS);
        long fromA = A.position();
        long fromC = C.position();
        for (int i = 0; i < m; i += part) {
            A.position(fromA + (long) i * a);
            C.position(fromC + (long) i * c);
            int rows = Math.min(part, m - i);
            openblas.cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, n, k, 1f, A, a, B, b, beta, C, c);
        }
    }

    /** {@code C = Aᵀ·B + beta·C} with A (k, m), B (k, n), C (m, n). Moves the pointers A and B. */
    static void productTA(
            int m, int n, int k, FloatPointer A, int a, FloatPointer B, int b, float beta, FloatPointer C, int c) {
        int part = part(k, m * n, 8 * ROWS);
        long fromA = A.position();
        long fromB = B.position();
        for (int i = 0; i < k; i += part) {
            A.position(fromA + (long) i * a);
            B.position(fromB + (long) i * b);
            int rows = Math.min(part, k - i);
            float keep = i == 0 ? beta : 1f;
            openblas.cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, rows, 1f, A, a, B, b, keep, C, c);
        }
    }

    /** How many of the rows one call takes: all of them, if cutting would leave fewer than the least. */
    private static int part(int rows, long perRow, int least) {
        int most = (int) (SMALL / perRow) / ROWS * ROWS;
        return most < least ? rows : most;
    }

    /** {@code C = A·Bᵀ + beta·C} with A (m, k), B (n, k), C (m, n). */
    static void productTB(
            int m, int n, int k, FloatPointer A, int a, FloatPointer B, int b, float beta, FloatPointer C, int c) {
        openblas.cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, 1f, A, a, B, b, beta, C, c);
    }

    /** {@code C = Aᵀ·Bᵀ + beta·C} with A (k, m), B (n, k), C (m, n). */
    static void productTATB(
            int m, int n, int k, FloatPointer A, int a, FloatPointer B, int b, float beta, FloatPointer C, int c) {
        openblas.cblas_sgemm(CblasRowMajor, CblasTrans, CblasTrans, m, n, k, 1f, A, a, B, b, beta, C, c);
    }

    /** {@code y = A·x + beta·y} with A (m, n). */
    static void rows(int m, int n, FloatPointer A, int a, FloatPointer x, float beta, FloatPointer y) {
        openblas.cblas_sgemv(CblasRowMajor, CblasNoTrans, m, n, 1f, A, a, x, 1, beta, y, 1);
    }

    /** {@code y = Aᵀ·x + beta·y} with A (m, n). */
    static void columns(int m, int n, FloatPointer A, int a, FloatPointer x, float beta, FloatPointer y) {
        openblas.cblas_sgemv(CblasRowMajor, CblasTrans, m, n, 1f, A, a, x, 1, beta, y, 1);
    }
}
