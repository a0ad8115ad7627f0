package recurrent.kernel;

import java.util.List;

import org.nd4j.linalg.factory.Nd4j;

import recurrent.plot.Charts;

/** Loads ND4J and the plots while the kernel starts: a second less for the first cell, half of one for a figure. */
final class Preload {
    private Preload() {}

    static void start() {
        Thread loader = new Thread(
                () -> {
                    try {
                        Nd4j.zeros(2, 2).mmul(Nd4j.zeros(2, 2));
                        Charts.unrolledRnn(List.of("a")).toPlotly();
                    } catch (Throwable e) { // also a missing native library: the first cell that needs it will say so
                        return;
                    }
                },
                "recurrent-preload");
        loader.setDaemon(true);
        loader.start();
    }
}
