package recurrent.claims;

import java.util.Locale;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.RnnCell;
import recurrent.nn.State;

/**
 * How much of a gradient arrives k steps earlier: a gradient of length 1 at the last state, followed back to the state k
 * steps before, in untrained cells of 16 units that read random one-hot symbols. DOUBLE; the median of nine seeds.
 *
 * <p>Run it to repeat the table of docs/behaviour.md.
 */
final class GradientRuns {
    private static final int UNITS = 16;
    private static final int SYMBOLS = 8;

    private GradientRuns() {}

    private static RecurrentLayer layer(String cell, long seed) {
        Init init = Init.normal(1 / Math.sqrt(UNITS));
        return switch (cell) {
            case "RNN" ->
                RnnCell.random(SYMBOLS, UNITS, init, DataType.DOUBLE, seed).layer();
            case "GRU" ->
                GruCell.random(SYMBOLS, UNITS, init, DataType.DOUBLE, seed).layer();
            default ->
                LstmCell.random(SYMBOLS, UNITS, init, DataType.DOUBLE, seed)
                        .withForgetBias(Integer.parseInt(cell.substring(5)))
                        .layer();
        };
    }

    /** The length of the gradient k steps before the end, H and C together; it was 1 at the end. */
    static double arrives(String cell, int k, long seed) {
        RecurrentLayer layer = layer(cell, seed);
        Random random = new Random(100 + seed);
        State before = layer.forward(symbols(20, random), layer.zeroState(1)).last();
        RecurrentLayer.Run run = layer.forward(symbols(k, random), before);
        State dLast = run.last().zerosLike();
        for (int i = 0; i < UNITS; i++) {
            dLast.get(0).putScalar(0, i, random.nextGaussian());
        }
        dLast.get(0).divi(dLast.get(0).norm2Number());
        State dStart = run.backward(run.Y().ulike().assign(0), dLast).dStart();
        double squares = 0;
        for (INDArray array : dStart.arrays()) {
            squares += Math.pow(array.norm2Number().doubleValue(), 2);
        }
        return Math.sqrt(squares);
    }

    private static INDArray symbols(int T, Random random) {
        INDArray X = Nd4j.zeros(DataType.DOUBLE, T, 1, SYMBOLS);
        for (int t = 0; t < T; t++) {
            X.putScalar(t, 0, random.nextInt(SYMBOLS), 1);
        }
        return X;
    }

    private static double median(String cell, int k) {
        return java.util.stream.LongStream.rangeClosed(1, 9)
                .mapToDouble(seed -> arrives(cell, k, seed))
                .sorted()
                .skip(4)
                .findFirst()
                .getAsDouble();
    }

    /** Prints a line for each cell. */
    public static void main(String[] ignored) {
        for (String cell : new String[] {"RNN", "LSTM_0", "LSTM_1", "LSTM_3", "GRU"}) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-7s", cell));
            for (int k : new int[] {1, 5, 10, 20, 50, 100}) {
                line.append(String.format(Locale.ROOT, "  k = %d: %.1e", k, median(cell, k)));
            }
            System.out.println(line);
        }
    }
}
