package recurrent.grade;

import java.util.List;
import java.util.Map;

/** Wrong answers to the exercises of chapter 07 as students write them into cells. */
final class Mutants {
    /** Four notebooks; each has one wrong answer, or a right one in another style, to every exercise. */
    static final List<Map<String, String>> CHAPTER_07 = List.of(
            Map.of(
                    "ex07-1", step("return Xt.mmul(Wxh).add(H.mmul(Whh)).addRowVector(bh); // no tanh"),
                    "ex07-2", reading("states.add(cell.step(X.slice(t), cell.zeroState((int) X.size(1)).H()));"),
                    "ex07-3", pieces("cell.zeroState((int) X.size(1)).H()"),
                    "ex07-4", effect("summary.of(X).sub(summary.of(reversed)).maxNumber().doubleValue()"),
                    "ex07-5", memory("a.get(t).sub(b.get(t)).amaxNumber().doubleValue()"),
                    "ex07-6", joined("Nd4j.vstack(Wxh, Whh)", "Nd4j.hstack(H, Xt)", "Whh.transpose()"),
                    "ex07-7", counting("V * h + h * h + h * V", "B", "D")),
            Map.of(
                    "ex07-1",
                            step(
                                    "H.assign(Nd4j.math().tanh(Xt.mmul(Wxh).add(H.mmul(Whh)).addRowVector(bh))); return H;"),
                    "ex07-2", reading("H.assign(cell.step(X.slice(t), H)); states.add(H);"),
                    "ex07-3", pieces("H.getRow(0).reshape(1, H.size(1)).repeat(0, X.size(1))"),
                    "ex07-4", effect("0.0"),
                    "ex07-5", memory("Double.NaN"),
                    "ex07-6", joined("Nd4j.vstack(Whh, Wxh)", "Nd4j.hstack(Xt, H)", "Whh.transpose()"),
                    "ex07-7", counting("2096", "A", "A")),
            Map.of(
                    "ex07-1", step("throw new IllegalStateException(\"no idea\");"),
                    "ex07-2", reading("H = helper(cell, X, t, H); states.add(H);"), // helper is nowhere
                    "ex07-3", pieces("null"),
                    "ex07-4", effect("(double) (Object) \"text\""),
                    "ex07-5", memory("distances[t + 1]"),
                    "ex07-6", joined("null", "step(Xt, H, W, bh)", "Whh"), // calls itself without end
                    "ex07-7", counting("V * h + h * h + h + h * V + V", "E", " d.")),
            Map.of(
                    "ex07-1",
                            step(
                                    "return Nd4j.math().tanh(Xt.mmul(Wxh).add(H.mmul(Whh.transpose())).addRowVector(bh));"),
                    "ex07-2", "class Reading { this is no Java }",
                    "ex07-3", pieces("H.castTo(DataType.FLOAT)"),
                    "ex07-4", effect("summary.of(X.assign(reversed)).sub(summary.of(X)).amaxNumber().doubleValue()"),
                    "ex07-5", "class Memory {}",
                    "ex07-6", "int joined = 3;",
                    "ex07-7", counting("1 / (V - V)", "", "D")));

    private Mutants() {}

    private static String step(String body) {
        return "class OneStep {\n    static INDArray step(INDArray Xt, INDArray H, INDArray Wxh, INDArray Whh, INDArray bh) {\n        "
                + body + "\n    }\n}\n";
    }

    private static String reading(String turn) {
        return """
                class Reading {
                    static List<INDArray> states(INDArray X, RnnCell cell) {
                        INDArray H = cell.zeroState((int) X.size(1)).H();
                        List<INDArray> states = new ArrayList<>();
                        for (int t = 0; t < X.size(0); t++) {
                            %s
                        }
                        return states;
                    }

                    static INDArray scores(List<INDArray> states, OutputLayer output) {
                        return Nd4j.stack(1, states.stream().map(output::forward).toArray(INDArray[]::new));
                    }
                }
                """
                .formatted(turn);
    }

    private static String pieces(String handedOn) {
        return """
                class Pieces {
                    static INDArray read(INDArray X, int piece, RnnCell cell) {
                        INDArray H = cell.zeroState((int) X.size(1)).H();
                        for (long from = 0; from < X.size(0); from += piece) {
                            H = from == 0 ? H : %s;
                            INDArray part = Exercise07_3.part(X, from, Math.min(from + piece, X.size(0)));
                            H = cell.forward(part, State.of(H)).last().H();
                        }
                        return H;
                    }
                }
                """
                .formatted(handedOn);
    }

    private static String effect(String result) {
        return """
                class Order {
                    static double effect(INDArray X, Exercise07_4.Summary summary) {
                        List<INDArray> backwards = new ArrayList<>();
                        for (long t = X.size(0) - 1; t >= 0; t--) {
                            backwards.add(X.slice(t));
                        }
                        INDArray reversed = Nd4j.stack(0, backwards.toArray(new INDArray[0]));
                        return %s;
                    }
                }
                """
                .formatted(result);
    }

    private static String memory(String distance) {
        return """
                class Memory {
                    static double[] distances(String first, String second, Vocabulary vocabulary, RnnCell cell) {
                        List<INDArray> a = states(first, vocabulary, cell);
                        List<INDArray> b = states(second, vocabulary, cell);
                        double[] distances = new double[a.size()];
                        for (int t = 0; t < distances.length; t++) {
                            distances[t] = %s;
                        }
                        return distances;
                    }

                    static List<INDArray> states(String word, Vocabulary vocabulary, RnnCell cell) {
                        int[][] batch = {vocabulary.encode(new CharTokenizer().tokens(word))};
                        INDArray X = OneHot.encode(batch, vocabulary.size(), DataType.DOUBLE);
                        return cell.forward(X, cell.zeroState(1)).steps().stream().map(RnnCell.Step::H).toList();
                    }
                }
                """
                .formatted(distance);
    }

    private static String joined(String weights, String row, String Whh) {
        return """
                class Joined {
                    static INDArray weights(INDArray Wxh, INDArray Whh) {
                        return %s;
                    }

                    static INDArray step(INDArray Xt, INDArray H, INDArray W, INDArray bh) {
                        return Nd4j.math().tanh(%s.mmul(W).addRowVector(bh));
                    }

                    static INDArray columnStep(INDArray x, INDArray h, INDArray Wxh, INDArray Whh, INDArray bh) {
                        return Nd4j.math().tanh(%s.mmul(h).add(Wxh.transpose().mmul(x)).add(bh.transpose()));
                    }
                }
                """
                .formatted(weights, row, Whh);
    }

    private static String counting(String formula, String first, String second) {
        return """
                class Counting {
                    static long parameters(long V, long h) {
                        return %s;
                    }

                    static String question1() {
                        return "%s";
                    }

                    static String question2() {
                        return "%s";
                    }
                }
                """
                .formatted(formula, first, second);
    }
}
