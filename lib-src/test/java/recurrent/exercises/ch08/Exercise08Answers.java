package recurrent.exercises.ch08;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.OutputLayer;
import recurrent.nn.Parameters;
import recurrent.nn.RnnCell;

/** Right answers to the exercises of chapter 08, as a student would write them; some can be made wrong by a switch. */
final class Exercise08Answers {
    private Exercise08Answers() {}

    static double[] scalar(double[] x, double wxh, double whh, double wanted) {
        double[] h = new double[x.length + 1];
        for (int t = 1; t <= x.length; t++) {
            h[t] = Math.tanh(wxh * x[t - 1] + whh * h[t - 1]);
        }
        double dh = h[x.length] - wanted;
        double dwxh = 0;
        double dwhh = 0;
        for (int t = x.length; t >= 1; t--) {
            double dz = dh * (1 - h[t] * h[t]);
            dwxh += dz * x[t - 1];
            dwhh += dz * h[t - 1];
            dh = dz * whh;
        }
        return new double[] {dwxh, dwhh};
    }

    static Map<String, INDArray> gradients(RnnCell cell, OutputLayer output, RnnCell.Unrolled run, List<INDArray> dO) {
        return gradients(cell, output, run, dO, cell.Whh().transpose());
    }

    /** With the matrix that leads to the step before: Whhᵀ is right. */
    static Map<String, INDArray> gradients(
            RnnCell cell, OutputLayer output, RnnCell.Unrolled run, List<INDArray> dO, INDArray back) {
        Map<String, INDArray> g = new HashMap<>();
        cell.parameters()
                .names()
                .forEach(name -> g.put(name, cell.parameters().get(name).mul(0)));
        output.parameters()
                .names()
                .forEach(name -> g.put(name, output.parameters().get(name).mul(0)));
        INDArray fromLater = run.last().mul(0);
        for (int t = dO.size() - 1; t >= 0; t--) {
            INDArray H = run.H().get(t);
            INDArray before = t == 0 ? run.H0() : run.H().get(t - 1);
            g.get("Whq").addi(H.transpose().mmul(dO.get(t)));
            g.get("bq").addi(dO.get(t).sum(true, 0));
            INDArray dH = dO.get(t).mmul(output.Whq().transpose()).add(fromLater);
            INDArray dZ = dH.mul(H.mul(H).rsub(1));
            g.get("Wxh").addi(run.X().slice(t).transpose().mmul(dZ));
            g.get("Whh").addi(before.transpose().mmul(dZ));
            g.get("bh").addi(dZ.sum(true, 0));
            fromLater = dZ.mmul(back);
        }
        return g;
    }

    static INDArray jacobian(RnnCell cell, RnnCell.Unrolled run, int k) {
        INDArray J = Nd4j.eye(cell.hidden()).castTo(DataType.DOUBLE);
        for (int i = 1; i <= k; i++) {
            INDArray H = run.H().get(run.H().size() - i);
            J = J.mulRowVector(H.mul(H).rsub(1)).mmul(cell.Whh().transpose());
        }
        return J;
    }

    static double clip(Parameters gradients, double theta) {
        double squares = 0;
        for (INDArray g : gradients.arrays()) {
            squares += g.mul(g).sumNumber().doubleValue();
        }
        double norm = Math.sqrt(squares);
        if (norm > theta) {
            gradients.arrays().forEach(g -> g.muli(theta / norm));
        }
        return norm;
    }

    static double stretch(INDArray A) {
        INDArray v = Nd4j.ones(DataType.DOUBLE, 1, A.size(0));
        double length = 0;
        for (int i = 0; i < 500; i++) {
            v = v.div(v.norm2Number());
            INDArray w = v.mmul(A);
            length = w.norm2Number().doubleValue();
            v = w.mmul(A.transpose());
        }
        return length;
    }

    static double[] change(INDArray A, double L, INDArray x, INDArray g, double eta) {
        double before = x.mmul(A).norm2Number().doubleValue();
        double after = x.sub(g.mul(eta)).mmul(A).norm2Number().doubleValue();
        return new double[] {Math.abs(before - after), L * eta * g.norm2Number().doubleValue()};
    }

    static Parameters truncated(RnnCell cell, INDArray X, List<INDArray> dH, int k) {
        return truncated(cell, X, dH, k, true);
    }

    static Parameters truncated(RnnCell cell, INDArray X, List<INDArray> dH, int k, boolean carry) {
        Parameters sum = cell.parameters().zerosLike();
        INDArray H = cell.zeroState((int) X.size(1));
        for (int from = 0; from < dH.size(); from += k) {
            int to = Math.min(from + k, dH.size());
            RnnCell.Unrolled run = cell.forward(Exercise08_5.part(X, from, to), H);
            Parameters g = cell.backward(run, dH.subList(from, to)).parameters();
            sum.names().forEach(name -> sum.get(name).addi(g.get(name)));
            H = carry ? run.last() : H;
        }
        return sum;
    }

    static double state(DoubleUnaryOperator phi, int steps) {
        double h = 0;
        for (int t = 0; t < steps; t++) {
            h = phi.applyAsDouble(1.5 * h + 1);
        }
        return h;
    }

    static double slope(DoubleUnaryOperator phi, DoubleUnaryOperator dphi, int steps) {
        double h = 0;
        double slope = 1;
        for (int t = 0; t < steps; t++) {
            double z = 1.5 * h + 1;
            slope *= 1.5 * dphi.applyAsDouble(z);
            h = phi.applyAsDouble(z);
        }
        return slope;
    }
}
