package recurrent.exercises.ch07;

import java.util.ArrayList;
import java.util.List;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.OutputLayer;
import recurrent.nn.RnnCell;
import recurrent.text.CharTokenizer;
import recurrent.text.OneHot;
import recurrent.text.Vocabulary;

/** Right answers to the exercises of chapter 07, as a student would write them. */
final class Exercise07Answers {
    private Exercise07Answers() {}

    static INDArray step(INDArray Xt, INDArray H, INDArray Wxh, INDArray Whh, INDArray bh) {
        return Nd4j.math().tanh(Xt.mmul(Wxh).add(H.mmul(Whh)).addRowVector(bh));
    }

    static List<INDArray> states(INDArray X, RnnCell cell) {
        INDArray H = cell.zeroState((int) X.size(1));
        List<INDArray> states = new ArrayList<>();
        for (int t = 0; t < X.size(0); t++) {
            H = cell.step(X.slice(t), H);
            states.add(H);
        }
        return states;
    }

    static INDArray scores(List<INDArray> states, OutputLayer output) {
        return Nd4j.stack(1, states.stream().map(output::forward).toArray(INDArray[]::new));
    }

    static INDArray read(INDArray X, int piece, RnnCell cell) {
        INDArray H = cell.zeroState((int) X.size(1));
        for (long from = 0; from < X.size(0); from += piece) {
            H = cell.forward(Exercise07_3.part(X, from, Math.min(from + piece, X.size(0))), H)
                    .last();
        }
        return H;
    }

    static INDArray backwards(INDArray X) {
        List<INDArray> slices = new ArrayList<>();
        for (long t = X.size(0) - 1; t >= 0; t--) {
            slices.add(X.slice(t));
        }
        return Nd4j.stack(0, slices.toArray(INDArray[]::new));
    }

    static double effect(INDArray X, Exercise07_4.Summary summary) {
        return summary.of(X).sub(summary.of(backwards(X))).amaxNumber().doubleValue();
    }

    static double[] distances(String first, String second, Vocabulary vocabulary, RnnCell cell) {
        List<INDArray> a = statesOf(first, vocabulary, cell);
        List<INDArray> b = statesOf(second, vocabulary, cell);
        double[] distances = new double[a.size()];
        for (int t = 0; t < distances.length; t++) {
            distances[t] = a.get(t).sub(b.get(t)).norm2Number().doubleValue();
        }
        return distances;
    }

    static List<INDArray> statesOf(String word, Vocabulary vocabulary, RnnCell cell) {
        int[][] batch = {vocabulary.encode(new CharTokenizer().tokens(word))};
        return cell.forward(OneHot.encode(batch, vocabulary.size(), DataType.DOUBLE), cell.zeroState(1))
                .H();
    }

    static INDArray weights(INDArray Wxh, INDArray Whh) {
        return Nd4j.vstack(Whh, Wxh);
    }

    static INDArray joinedStep(INDArray Xt, INDArray H, INDArray W, INDArray bh) {
        return Nd4j.math().tanh(Nd4j.hstack(H, Xt).mmul(W).addRowVector(bh));
    }

    static INDArray columnStep(INDArray x, INDArray h, INDArray Wxh, INDArray Whh, INDArray bh) {
        return Nd4j.math()
                .tanh(Whh.transpose().mmul(h).add(Wxh.transpose().mmul(x)).add(bh.transpose()));
    }

    static long parameters(long V, long h) {
        return V * h + h * h + h + h * V + V;
    }
}
