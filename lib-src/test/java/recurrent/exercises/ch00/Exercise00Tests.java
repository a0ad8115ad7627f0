package recurrent.exercises.ch00;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.exercises.ExerciseHarness;
import recurrent.exercises.Solutions;
import recurrent.nn.Softmax;
import tech.tablesaw.aggregate.AggregateFunction;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The exercises of chapter 00 and the mistakes that they must notice. */
class Exercise00Tests {
    private static final Exercise00_1.Product PRODUCT = Solutions.of(Exercise00_1.Product.class);

    @TestFactory
    Stream<DynamicTest> product() {
        return ExerciseHarness.of(Exercise00_1.class)
                .untouched(() -> Exercise00_1.check((x, W) -> ExerciseHarness.notWritten("00.1")))
                .wrong(
                        "computes in FLOAT",
                        () -> Exercise00_1.check((x, W) -> Nd4j.createFromArray(x)
                                .reshape(1, x.length)
                                .castTo(DataType.FLOAT)
                                .mmul(Nd4j.createFromArray(W).castTo(DataType.FLOAT))),
                        "precise")
                .wrong(
                        "computes in FLOAT and casts the result",
                        () -> Exercise00_1.check((x, W) -> Nd4j.createFromArray(x)
                                .reshape(1, x.length)
                                .castTo(DataType.FLOAT)
                                .mmul(Nd4j.createFromArray(W).castTo(DataType.FLOAT))
                                .castTo(DataType.DOUBLE)),
                        "precise")
                .wrong(
                        "leaves out the first axis",
                        () -> Exercise00_1.check((x, W) -> PRODUCT.of(x, W).reshape(W[0].length)),
                        "shape",
                        "sums",
                        "sizes",
                        "precise")
                .wrong(
                        "makes a column of it",
                        () -> Exercise00_1.check((x, W) -> PRODUCT.of(x, W).transpose()),
                        "shape",
                        "sums",
                        "sizes",
                        "precise")
                .wrong(
                        "knows the size of the example",
                        () -> Exercise00_1.check(
                                (x, W) -> Nd4j.createFromArray(x).reshape(1, 2).mmul(Nd4j.createFromArray(W))),
                        "sizes")
                .wrong(
                        "multiplies number by number and forgets to add up",
                        () -> Exercise00_1.check((x, W) -> Nd4j.createFromArray(W)
                                .mulColumnVector(Nd4j.createFromArray(x).reshape(x.length, 1))
                                .getRows(0)),
                        "sums",
                        "sizes",
                        "precise")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> places() {
        Exercise00_2.Warmer warmer = Solutions.of(Exercise00_2.Warmer.class);
        Exercise00_2.Warm warm = Solutions.of(Exercise00_2.Warm.class);
        Exercise00_2.SinceFirst since = Solutions.of(Exercise00_2.SinceFirst.class);
        return ExerciseHarness.of(Exercise00_2.class)
                .untouched(() -> Exercise00_2.check(
                        (A, by) -> ExerciseHarness.notWritten("00.2"),
                        (A, by) -> ExerciseHarness.notWritten("00.2"),
                        A -> ExerciseHarness.notWritten("00.2")))
                .wrong("writes into its argument", () -> Exercise00_2.check(INDArray::addi, warm, since), "leaves")
                .wrong("gives back what it got", () -> Exercise00_2.check((A, by) -> A, warm, since), "sums")
                .wrong("drops the new array", () -> Exercise00_2.check(warmer, (A, by) -> A.add(by), since), "changes")
                .wrong(
                        "uses a view while it changes",
                        () -> Exercise00_2.check(warmer, warm, A -> {
                            INDArray first = A.getRow(0);
                            for (long i = 0; i < A.size(0); i++) {
                                A.getRow(i).subi(first);
                            }
                        }),
                        "first")
                .wrong(
                        "subtracts into a new array",
                        () -> Exercise00_2.check(warmer, warm, A -> A.subRowVector(A.getRow(0))),
                        "first")
                .wrong(
                        "leaves the first row as it is",
                        () -> Exercise00_2.check(warmer, warm, A -> {
                            for (long i = 1; i < A.size(0); i++) {
                                A.getRow(i).subi(A.getRow(0));
                            }
                        }),
                        "first")
                .tests();
    }

    private static Map<String, Double> summary(
            String[] town, double[] degrees, DoublePredicate keep, AggregateFunction<?, ?> function) {
        Table table = Table.create("measurements")
                .addColumns(StringColumn.create("town", town), DoubleColumn.create("degrees", degrees));
        Table kept = table.where(table.doubleColumn("degrees").eval(keep));
        Map<String, Double> summary = new TreeMap<>();
        for (Row row : kept.summarize("degrees", function).by("town")) {
            summary.put(row.getString("town"), row.getDouble(1));
        }
        return summary;
    }

    @TestFactory
    Stream<DynamicTest> table() {
        return ExerciseHarness.of(Exercise00_3.class)
                .untouched(() -> Exercise00_3.check((t, d, above) -> ExerciseHarness.notWritten("00.3")))
                .wrong(
                        "forgets the filter",
                        () -> Exercise00_3.check((t, d, above) -> summary(t, d, x -> true, AggregateFunctions.mean)),
                        "filter",
                        "limit",
                        "other")
                .wrong(
                        "at least, not above",
                        () -> Exercise00_3.check(
                                (t, d, above) -> summary(t, d, x -> x >= above, AggregateFunctions.mean)),
                        "limit")
                .wrong(
                        "below, not above",
                        () -> Exercise00_3.check(
                                (t, d, above) -> summary(t, d, x -> x <= above, AggregateFunctions.mean)),
                        "means",
                        "filter",
                        "limit",
                        "other")
                .wrong(
                        "adds up",
                        () -> Exercise00_3.check(
                                (t, d, above) -> summary(t, d, x -> x > above, AggregateFunctions.sum)),
                        "means",
                        "filter",
                        "limit",
                        "other")
                .wrong(
                        "gives 0 to a town without rows",
                        () -> Exercise00_3.check((t, d, above) -> {
                            Map<String, Double> means = summary(t, d, x -> x > above, AggregateFunctions.mean);
                            for (String each : t) {
                                means.putIfAbsent(each, 0.0);
                            }
                            return means;
                        }),
                        "limit")
                .wrong(
                        "returns nothing",
                        () -> Exercise00_3.check((t, d, above) -> null),
                        "means",
                        "filter",
                        "limit",
                        "other")
                .tests();
    }

    private static final double[][] SCORES = {{0, 1, -2, 3}, {2, 2.5, -1, 0}, {1000, 999, 0, 998}};
    private static final double[][] TAME = {{0, 1, -2, 3}, {2, 2.5, -1, 0}, {1, 2, 3, 4}};

    private static double[] sums(Exercise00_4.Rows softmax, double[][] scores) {
        return softmax.of(Nd4j.createFromArray(scores)).sum(1).toDoubleVector();
    }

    private static boolean all(double[] sums, DoublePredicate good) {
        for (double sum : sums) {
            if (!good.test(sum)) {
                return false;
            }
        }
        return true;
    }

    private static boolean one(double sum) {
        return Math.abs(sum - 1) <= 1e-12;
    }

    @TestFactory
    Stream<DynamicTest> invariant() {
        String[] everything = {"tells", "whole", "every", "precise", "large", "nothingElse"};
        return ExerciseHarness.of(Exercise00_4.class)
                .untouched(() -> Exercise00_4.check(s -> ExerciseHarness.notWritten("00.4")))
                .wrong("always says yes", () -> Exercise00_4.check(s -> true), everything)
                .wrong("always says no", () -> Exercise00_4.check(s -> false), everything)
                .wrong(
                        "asks in FLOAT, whose seven digits do not see a billionth",
                        () -> Exercise00_4.check(s -> {
                            INDArray scores = Nd4j.createFromArray(SCORES).castTo(DataType.FLOAT);
                            return all(
                                    s.of(scores).sum(1).castTo(DataType.DOUBLE).toDoubleVector(), Exercise00Tests::one);
                        }),
                        "precise")
                .wrong(
                        "adds up columns",
                        () -> Exercise00_4.check(s ->
                                all(s.of(Nd4j.createFromArray(SCORES)).sum(0).toDoubleVector(), Exercise00Tests::one)),
                        everything)
                .wrong(
                        "has a single row",
                        () -> Exercise00_4.check(
                                s -> all(sums(s, new double[][] {{0, 1000, -2, 3}}), Exercise00Tests::one)),
                        "whole",
                        "every")
                .wrong(
                        "looks at row 0 only",
                        () -> Exercise00_4.check(s -> one(sums(s, new double[][] {{1000, 1, -2}, {3, 2.5, -1}})[0])),
                        "every")
                .wrong(
                        "looks at the mean of the sums",
                        () -> Exercise00_4.check(s -> {
                            double[] sums = sums(s, new double[][] {{0, 1}, {2, 1000}});
                            return one((sums[0] + sums[1]) / 2);
                        }),
                        "whole")
                .wrong(
                        "is content with six digits",
                        () -> Exercise00_4.check(s -> all(sums(s, SCORES), sum -> Math.abs(sum - 1) <= 1e-6)),
                        "precise")
                .wrong(
                        "forgets that a sum may be too small",
                        () -> Exercise00_4.check(s -> all(sums(s, SCORES), sum -> sum - 1 <= 1e-12)),
                        "whole",
                        "precise")
                .wrong(
                        "asks for tame scores only",
                        () -> Exercise00_4.check(s -> all(sums(s, TAME), Exercise00Tests::one)),
                        "large")
                .wrong(
                        "lets NaN through",
                        () -> Exercise00_4.check(s -> all(sums(s, SCORES), sum -> !(Math.abs(sum - 1) > 1e-12))),
                        "large")
                .wrong(
                        "compares with the answers of a softmax of its own",
                        () -> Exercise00_4.check(s -> {
                            INDArray scores = Nd4j.createFromArray(SCORES);
                            return Softmax.of(scores).equalsWithEps(s.of(scores), 1e-12);
                        }),
                        "nothingElse")
                .tests();
    }
}
