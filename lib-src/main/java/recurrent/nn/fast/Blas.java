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
    private Blas() {}

    /** {@code C = A·B + beta·C} with A (m, k), B (k, n), C (m, n). */
    static void product(
            int m, int n, int k, FloatPointer A, int a, FloatPointer B, int b, float beta, FloatPointer C, int c) {
        openblas.cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1f, A, a, B, b, beta, C, c);
    }

    /** {@code C = Aᵀ·B + beta·C} with A (k, m), B (k, n), C (m, n). */
    static void productTA(
            int m, int n, int k, FloatPointer A, int a, FloatPointer B, int b, float beta, FloatPointer C, int c) {
        openblas.cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, k, 1f, A, a, B, b, beta, C, c);
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
