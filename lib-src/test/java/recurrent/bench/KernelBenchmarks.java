package recurrent.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import recurrent.nn.RnnCell;
import recurrent.text.Batch;
import recurrent.train.FastPass;
import recurrent.train.LanguageModel;
import recurrent.train.Model;

/** Single operations of the network of chapter 09, timed by JMH. {@code bench/README.md} says how to run them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class KernelBenchmarks {
    private static final int V = 28;
    private static final int H = 32;
    private static final int N = 1024;
    private static final int T = 32;

    private LanguageModel model;
    private RnnCell cell;
    private Model<Batch> fast;
    private Batch batch;
    private INDArray Xt;
    private INDArray states;

    /** The model with its first weights, a batch of random symbols, one step of it as one-hot rows. */
    @Setup
    public void prepare() {
        model = LanguageModel.rnn(V, H, 1);
        cell = model.cell(RnnCell.class);
        fast = FastPass.of(model);
        Random random = new Random(1);
        int[][] inputs = random.ints(N, 0, V)
                .mapToObj(i -> random.ints(T, 0, V).toArray())
                .toArray(int[][]::new);
        batch = new Batch(inputs, inputs);
        Xt = Nd4j.zeros(DataType.FLOAT, N, V);
        states = Nd4j.zeros(DataType.FLOAT, N, H);
        for (int i = 0; i < N; i++) {
            Xt.putScalar(i, inputs[i][0], 1);
            for (int k = 0; k < H; k++) {
                states.putScalar(i, k, random.nextGaussian());
            }
        }
    }

    /** The smallest thing that ND4J can be asked: what a call costs. */
    @Benchmark
    public INDArray addOneNumber() {
        return cell.bh().add(1);
    }

    /** (1024, 32) · (32, 32) through ND4J. */
    @Benchmark
    public INDArray product() {
        return states.mmul(cell.Whh());
    }

    /** tanh of 32,768 numbers through ND4J. */
    @Benchmark
    public INDArray tanh() {
        return Transforms.tanh(states, true);
    }

    /** One step of the cell on 1024 sequences. */
    @Benchmark
    public INDArray cellStep() {
        return cell.step(Xt, states);
    }

    /** Loss and gradients of a batch of 1024 windows of 32, in the algebra that the chapters show. */
    @Benchmark
    public double batchByAlgebra() {
        return model.lossAndGradients(batch).loss();
    }

    /** The same by the fast path. */
    @Benchmark
    public double batchByFastPath() {
        return fast.lossAndGradients(batch, new Random(1)).loss();
    }
}
