package recurrent.kernel;

import org.nd4j.linalg.factory.Nd4j;

/** Loads ND4J while the kernel is still starting: about a second that the first cell does not have to wait for. */
final class Preload {
    private Preload() {
    }

    static void start() {
        Thread loader = new Thread(() -> {
            try {
                Nd4j.zeros(2, 2).mmul(Nd4j.zeros(2, 2));
            } catch (Throwable e) { // also a missing native library: the first cell that needs it will say so
                return;
            }
        }, "recurrent-preload");
        loader.setDaemon(true);
        loader.start();
    }
}
