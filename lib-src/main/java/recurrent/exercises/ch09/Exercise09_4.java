package recurrent.exercises.ch09;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.NeedsPassed;
import recurrent.check.Numbers;
import recurrent.check.Points;
import recurrent.check.Score;
import recurrent.exercises.fixtures.Stories;
import recurrent.nn.Init;
import recurrent.text.Batch;
import recurrent.text.Corpus;
import recurrent.train.Epoch;
import recurrent.train.LanguageModel;
import recurrent.train.Trainer;
import recurrent.train.TrainingOptions;
import recurrent.train.TrainingResult;

/** 09.4, beat the bigrams: a counted baseline, the perplexity of a model,
 * and a training that is better than counting. */
@Exercise(id = "09.4", en = "Beat the bigrams", es = "Gana a los bigramas")
public final class Exercise09_4 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Bigram {
        /** The perplexity on the test symbols of counts from the training symbols,
         * one added to each count. */
        double bigram(int[] train, int[] test, int V);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface OfModel {
        /** The perplexity of a model on all predictions of some batches, which may differ in size. */
        double perplexity(LanguageModel model, List<Batch> batches);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Learn {
        /** Trains a new model on a corpus. */
        TrainingResult learn(Corpus corpus, TrainingOptions options);
    }

    private static final class Answer {
        private final Bigram bigram;
        private final OfModel perplexity;
        private final Learn learn;
        private TrainingResult result; // one training for the tests that look at it

        private Answer(Bigram bigram, OfModel perplexity, Learn learn) {
            this.bigram = bigram;
            this.perplexity = perplexity;
            this.learn = learn;
        }

        private TrainingResult result() {
            if (result == null) {
                result = learn.learn(Stories.own(), Stories.SMALL);
                Expect.notNull(result);
            }
            return result;
        }
    }

    private final Answer answer;

    Exercise09_4(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param bigram     counts
     * @param perplexity asks a model
     * @param learn      trains a model
     * @return points and verdicts
     */
    public static Score check(Bigram bigram, OfModel perplexity, Learn learn) {
        return Check.run(Exercise09_4.class, new Answer(bigram, perplexity, learn));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "counts hello: 2.7386 with 4 symbols",
            es = "cuenta hello: 2,7386 con 4 símbolos",
            hintEn = "p(b after a) = (times that b followed a + 1) / (times that anything followed a "
                    + "+ V). Here 2/5, 2/5, 2/6, 2/6; "
                    + "then exp of the mean of −ln p.",
            hintEs = "p(b tras a) = (veces que b siguió a a + 1) / (veces que algo siguió a a + V). "
                    + "Aquí 2/5, 2/5, 2/6, 2/6; "
                    + "después, exp de la media de −ln p.")
    void hello() {
        int[] hello = {0, 1, 2, 2, 3};
        Expect.close(Math.pow(0.4 * 0.4 / 9, -0.25), answer.bigram.bigram(hello, hello, 4), 1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "stays finite at a pair that it never counted, and counts only the training part",
            es = "no se hace infinita con una pareja que nunca contó, y solo cuenta la parte de entrenamiento",
            hintEn = "One is added to every count, also to those that are 0: a pair never seen gets "
                    + "1/(times + V), not 0. The test symbols "
                    + "are never counted.",
            hintEs = "Se suma uno a todas las cuentas, también a las que son 0: una pareja nunca "
                    + "vista recibe 1/(veces + V), no 0. Los símbolos "
                    + "de prueba no se cuentan.")
    void unseen() {
        int[] hello = {0, 1, 2, 2, 3};
        Expect.close(Math.pow(1 / 5.0 * 1 / 4.0, -0.5), answer.bigram.bigram(hello, new int[] {0, 3, 3}, 4), 1e-9);
    }

    @Test
    @Points(
            value = 2,
            order = 3,
            en = "takes exp of the mean loss, not the mean of the exp",
            es = "toma la exp de la pérdida media, no la media de las exp",
            hintEn = "First one mean loss for everything, then a single Math.exp at the very end.",
            hintEs = "Primero una sola pérdida media para todo; después, un único Math.exp al final.")
    void meanFirst(Numbers numbers) {
        LanguageModel model = LanguageModel.rnn(6, numbers.size(5), Init.normal(2), DataType.DOUBLE, numbers.seed(42));
        Batch one = new Batch(new int[][] {{1, 2, 3}}, new int[][] {{2, 3, 4}});
        Batch two = new Batch(new int[][] {{5, 5, 5}}, new int[][] {{5, 1, 5}});
        Expect.close(
                Math.exp((model.loss(one) + model.loss(two)) / 2),
                answer.perplexity.perplexity(model, List.of(one, two)),
                1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "lets every prediction count once, also when the last batch is smaller",
            es = "cuenta cada predicción una sola vez, también si el último lote es más pequeño",
            hintEn = "batch.sequences() * batch.steps() predictions are in a batch: weigh its loss "
                    + "with that number, and divide by their sum.",
            hintEs = "En un lote hay batch.sequences() * batch.steps() predicciones: pesa su pérdida "
                    + "con ese número y divide entre la suma.")
    void unequal(Numbers numbers) {
        LanguageModel model = LanguageModel.rnn(6, numbers.size(5), Init.normal(2), DataType.DOUBLE, numbers.seed(43));
        Batch large =
                new Batch(new int[][] {{1, 2, 3}, {2, 2, 1}, {4, 5, 1}}, new int[][] {{2, 3, 4}, {2, 1, 1}, {5, 1, 1}});
        Batch small = new Batch(new int[][] {{5, 5, 3}}, new int[][] {{5, 3, 2}});
        Expect.close(
                Math.exp((9 * model.loss(large) + 3 * model.loss(small)) / 12),
                answer.perplexity.perplexity(model, List.of(large, small)),
                1e-9);
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "learns: lower training perplexity in the last epoch than in the first",
            es = "aprende: menos perplejidad de entrenamiento en la última época que en la primera",
            hintEn = "Trainer.fit(LanguageModel.rnn(V, 32, options.seed()), corpus, options) "
                    + "returns model and history.",
            hintEs = "Trainer.fit(LanguageModel.rnn(V, 32, options.seed()), corpus, options) "
                    + "devuelve el modelo y el historial.")
    void learns() {
        List<Epoch> epochs = answer.result().history().epochs();
        Expect.equal(Stories.SMALL.epochs(), epochs.size());
        Expect.below(
                epochs.get(0).trainPerplexity(), epochs.get(epochs.size() - 1).trainPerplexity());
    }

    @Test
    @NeedsPassed("learns")
    @Points(
            value = 2,
            order = 6,
            en = "beats the bigrams on text that it has not seen",
            es = "gana a los bigramas en texto que no ha visto",
            hintEn = "Train on the options' training windows only; the validation windows are for "
                    + "looking. 32 hidden units are enough.",
            hintEs = "Entrena solo con las ventanas de entrenamiento de las opciones; las de "
                    + "validación son para mirar. Bastan 32 unidades ocultas.")
    void beatsBigrams() {
        TrainingResult result = answer.result();
        Expect.finite(result.history().last().validationPerplexity());
        Expect.below(
                Math.min(Stories.own().vocabulary().size(), Stories.bigram()),
                Trainer.perplexity(result.model(LanguageModel.class), Stories.heldOut(), 512));
    }
}
