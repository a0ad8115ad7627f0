package recurrent.exercises.ch09;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.check.Cause;
import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.generate.Sampling;
import recurrent.i18n.Language;
import recurrent.nn.Clipping;
import recurrent.nn.Init;
import recurrent.nn.Parameters;
import recurrent.text.Batch;
import recurrent.train.LanguageModel;

/** 09.1, hello: a word as a batch, one update, and as many of them as four transitions need. */
@Exercise(id = "09.1", en = "Teach it hello", es = "Enséñale hello")
public final class Exercise09_1 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface WordBatch {
        /** The word as one sequence: all letters but the last to read, all but the first to predict. */
        Batch batch(String word, String symbols);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Update {
        /** One update of the model, in place; returns the loss before it. */
        double update(LanguageModel model, Batch batch, double rate, double theta);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Training {
        /** A model of V symbols that has learned the batch. */
        LanguageModel train(Batch batch, int V);
    }

    private static final String SYMBOLS = "helo";

    private record Answer(WordBatch batch, Update update, Training training) {}

    private final Answer answer;

    Exercise09_1(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param batch    cuts a word
     * @param update   one update
     * @param training many updates
     * @return points and verdicts
     */
    public static Score check(WordBatch batch, Update update, Training training) {
        return Check.run(Exercise09_1.class, new Answer(batch, update, training));
    }

    private static Batch hello() {
        return new Batch(new int[][] {{0, 1, 2, 2}}, new int[][] {{1, 2, 2, 3}});
    }

    private static LanguageModel fresh(Numbers numbers, long seed) {
        return LanguageModel.rnn(4, numbers.size(5), Init.normal(0.5), DataType.DOUBLE, numbers.seed(seed));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "cuts hello into h e l l to read and e l l o to predict",
            es = "corta hello en h e l l para leer y e l l o para predecir",
            hintEn = "symbols.indexOf(letter) is the index. Position t reads letter t and must "
                    + "predict letter t + 1; "
                    + "the last letter has nothing after it.",
            hintEs = "symbols.indexOf(letra) es el índice. La posición t lee la letra t y tiene que "
                    + "predecir la t + 1; "
                    + "detrás de la última letra no hay nada.")
    void cuts() {
        Batch batch = answer.batch().batch("hello", SYMBOLS);
        Expect.notNull(batch);
        Expect.equal("[[0, 1, 2, 2]]", Arrays.deepToString(batch.inputs()));
        Expect.equal("[[1, 2, 2, 3]]", Arrays.deepToString(batch.targets()));
        Batch other = answer.batch().batch("cabal", "abcl");
        Expect.equal("[[2, 0, 1, 0]]", Arrays.deepToString(other.inputs()));
        Expect.equal("[[0, 1, 0, 3]]", Arrays.deepToString(other.targets()));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "goes one step downhill: every parameter minus rate times its gradient",
            es = "da un paso cuesta abajo: cada parámetro menos la tasa por su gradiente",
            hintEn = "model.parameters().get(name).subi(gradients.get(name).mul(rate)), for each "
                    + "name. subi changes the array itself.",
            hintEs = "model.parameters().get(nombre).subi(gradientes.get(nombre).mul(rate)), para "
                    + "cada nombre. subi cambia la propia matriz.")
    void downhill(Numbers numbers) {
        LanguageModel model = fresh(numbers, 11);
        Parameters before = model.parameters().copy();
        Parameters g = model.lossAndGradients(hello()).gradients();
        answer.update().update(model, hello(), 0.3, 1000);
        for (String name : before.names()) {
            INDArray step = g.get(name).mul(0.3);
            Expect.close(
                    before.get(name).sub(step),
                    model.parameters().get(name),
                    1e-9,
                    new Cause(before.get(name), name + " did not move at all", name + " no se ha movido"),
                    new Cause(
                            before.get(name).add(step),
                            "it climbs: plus where a minus belongs",
                            "sube: hay un más donde va un menos"),
                    new Cause(
                            before.get(name).sub(g.get(name)),
                            "the learning rate is missing",
                            "falta la tasa de aprendizaje"));
        }
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "clips all gradients together before the step",
            es = "recorta todos los gradientes juntos antes de dar el paso",
            hintEn = "Clipping.clip(gradients, theta), once for all arrays and before they are used. "
                    + "One norm, one factor.",
            hintEs = "Clipping.clip(gradientes, theta), una vez para todas las matrices y antes de "
                    + "usarlas. Una norma, un factor.")
    void clips(Numbers numbers) {
        LanguageModel model = fresh(numbers, 12);
        Parameters before = model.parameters().copy();
        Parameters g = model.lossAndGradients(hello()).gradients();
        double theta = Clipping.globalNorm(g) / 5;
        answer.update().update(model, hello(), 0.5, theta);
        for (String name : before.names()) {
            INDArray whole = g.get(name).mul(0.5);
            INDArray alone =
                    whole.mul(Math.min(1, theta / g.get(name).norm2Number().doubleValue()));
            Expect.close(
                    before.get(name).sub(whole.div(5)),
                    model.parameters().get(name),
                    1e-9,
                    new Cause(before.get(name).sub(whole), "nothing was clipped", "no se ha recortado nada"),
                    new Cause(
                            before.get(name).sub(alone),
                            "each array was clipped by itself; that changes the direction",
                            "se ha recortado cada matriz por su cuenta; eso cambia la dirección"));
        }
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "returns the loss from before the step",
            es = "devuelve la pérdida de antes del paso",
            hintEn = "model.lossAndGradients(batch) gives both: .loss() and .gradients(). Return its loss.",
            hintEs = "model.lossAndGradients(batch) da las dos cosas: .loss() y .gradients(). Devuelve su pérdida.")
    void returnsTheLoss(Numbers numbers) {
        LanguageModel model = fresh(numbers, 13);
        double before = model.loss(hello());
        Expect.close(before, answer.update().update(model, hello(), 1, 1), 1e-9);
    }

    @Test
    @Points(
            value = 2,
            order = 5,
            en = "trains a model of 4 symbols until all four transitions are right",
            es = "entrena un modelo de 4 símbolos hasta que acierta las cuatro transiciones",
            hintEn = "LanguageModel.rnn(V, 8, Init.normal(0.5), DataType.DOUBLE, 1), then a few hundred "
                    + "updates with rate 1 and theta 1. "
                    + "l → l and l → o have the same input: only the state tells them apart.",
            hintEs = "LanguageModel.rnn(V, 8, Init.normal(0.5), DataType.DOUBLE, 1) y después unos cientos "
                    + "de actualizaciones con tasa 1 y theta 1. "
                    + "l → l y l → o tienen la misma entrada: solo el estado las distingue.")
    void transitions() {
        LanguageModel model = trained();
        double[][] scores = scores(model);
        for (int t = 0; t < 4; t++) {
            int said = Sampling.greedy(scores[t]);
            int right = hello().targets()[0][t];
            Expect.yes(said == right, says(t, said, right, Language.EN), says(t, said, right, Language.ES));
        }
    }

    private static String says(int t, int said, int right, Language language) {
        String read = "«" + "hell".substring(0, t + 1) + "»";
        char saidLetter = SYMBOLS.charAt(said);
        char rightLetter = SYMBOLS.charAt(right);
        return language == Language.ES
                ? "tras leer " + read + " dice " + saidLetter + " y se esperaba " + rightLetter
                : "after reading " + read + " it says " + saidLetter + ", expected " + rightLetter;
    }

    @Test
    @NeedsPassed("transitions")
    @Points(
            value = 1,
            order = 6,
            en = "is sure that e follows h (more than 0.9)",
            es = "está segura de que tras la h viene la e (más de 0,9)",
            hintEn = "The right answer, but hesitating: more updates.",
            hintEs = "Acierta, pero duda: más actualizaciones.")
    void sure() {
        Expect.above(0.9, Sampling.softmax(scores(trained())[0], 1)[1]);
    }

    private LanguageModel trained() {
        LanguageModel model = answer.training().train(hello(), 4);
        Expect.notNull(model);
        Expect.equal(4, model.symbols());
        return model;
    }

    private static double[][] scores(LanguageModel model) {
        INDArray scores = model.forward(hello().inputs()).sequence(0);
        Expect.shape(scores, 4, 4);
        Expect.finite(scores);
        double[][] rows = new double[4][];
        for (int t = 0; t < 4; t++) {
            rows[t] = scores.getRow(t).toDoubleVector();
        }
        return rows;
    }
}
