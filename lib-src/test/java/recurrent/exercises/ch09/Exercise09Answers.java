package recurrent.exercises.ch09;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.generate.Sampling;
import recurrent.nn.Clipping;
import recurrent.text.Batch;
import recurrent.text.CharTokenizer;
import recurrent.text.Cleaning;
import recurrent.text.Corpus;
import recurrent.text.Vocabulary;
import recurrent.text.Windows;
import recurrent.train.LossAndGradients;
import recurrent.train.Perplexity;
import recurrent.train.RnnLanguageModel;
import recurrent.train.Trainer;
import recurrent.train.TrainingOptions;
import recurrent.train.TrainingResult;

/** Right answers to the exercises of chapter 09, as a student would write them. */
final class Exercise09Answers {
    private Exercise09Answers() {}

    static Batch batch(String word, String symbols) {
        int[] ids = word.chars().map(symbols::indexOf).toArray();
        return new Batch(
                new int[][] {Arrays.copyOf(ids, ids.length - 1)}, new int[][] {Arrays.copyOfRange(ids, 1, ids.length)});
    }

    static double update(RnnLanguageModel model, Batch batch, double rate, double theta) {
        LossAndGradients result = model.lossAndGradients(batch);
        Clipping.clip(result.gradients(), theta);
        for (String name : model.parameters().names()) {
            model.parameters().get(name).subi(result.gradients().get(name).mul(rate));
        }
        return result.loss();
    }

    static RnnLanguageModel train(Batch batch, int V, int updates) {
        RnnLanguageModel model = RnnLanguageModel.random(V, 8, 0.5, DataType.DOUBLE, 1);
        for (int i = 0; i < updates; i++) {
            update(model, batch, 1, 1);
        }
        return model;
    }

    static RnnLanguageModel train(Batch batch, int V) {
        return train(batch, V, 200);
    }

    static Map<String, String> examples(String word) {
        Map<String, String> examples = new LinkedHashMap<>();
        for (int t = 1; t < word.length(); t++) {
            examples.put(word.substring(0, t), word.substring(t, t + 1));
        }
        return examples;
    }

    static double[] chances(RnnLanguageModel model, Corpus word) {
        int T = word.length() - 1;
        INDArray scores =
                model.forward(new int[][] {Arrays.copyOf(word.ids(), T)}).slice(0);
        double[] chances = new double[T];
        for (int t = 0; t < T; t++) {
            chances[t] = Sampling.softmax(scores.getRow(t).toDoubleVector(), 1)[word.ids()[t + 1]];
        }
        return chances;
    }

    static RnnLanguageModel learn(Corpus word, int epochs) {
        TrainingOptions options = TrainingOptions.defaults()
                .withSteps(word.length() - 1)
                .withWindows(1, 0)
                .withBatch(1)
                .withEpochs(epochs);
        return Trainer.fit(RnnLanguageModel.random(word.vocabulary().size(), 16, 1), word, options)
                .model();
    }

    static RnnLanguageModel learn(Corpus word) {
        return learn(word, 1000);
    }

    static String predict(RnnLanguageModel model, Vocabulary vocabulary, String prefix, int n) {
        INDArray H = model.cell().zeroState(1);
        for (int id : vocabulary.encode(new CharTokenizer().tokens(prefix))) {
            H = model.read(id, H);
        }
        StringBuilder text = new StringBuilder(prefix);
        for (int i = 0; i < n; i++) {
            int id = Sampling.greedy(model.output().forward(H).toDoubleVector());
            text.append(vocabulary.token(id));
            H = model.read(id, H);
        }
        return text.toString();
    }

    static double bigram(int[] train, int[] test, int V) {
        double[][] counts = new double[V][V];
        double[] totals = new double[V];
        for (int i = 1; i < train.length; i++) {
            counts[train[i - 1]][train[i]]++;
            totals[train[i - 1]]++;
        }
        double sum = 0;
        for (int i = 1; i < test.length; i++) {
            sum -= Math.log((counts[test[i - 1]][test[i]] + 1) / (totals[test[i - 1]] + V));
        }
        return Math.exp(sum / (test.length - 1));
    }

    static double perplexity(RnnLanguageModel model, List<Batch> batches) {
        double sum = 0;
        int predictions = 0;
        for (Batch batch : batches) {
            int n = batch.sequences() * batch.steps();
            sum += n * model.loss(batch);
            predictions += n;
        }
        return Perplexity.of(sum / predictions);
    }

    static TrainingResult learnStory(Corpus corpus, TrainingOptions options) {
        return Trainer.fit(RnnLanguageModel.random(corpus.vocabulary().size(), 32, options.seed()), corpus, options);
    }

    static double largestJump(double[] perplexities) {
        double largest = 0;
        for (int i = 1; i < perplexities.length; i++) {
            largest = Math.max(largest, perplexities[i] - perplexities[i - 1]);
        }
        return largest;
    }

    static TrainingOptions unclipped(TrainingOptions options) {
        return options.withClip(Double.POSITIVE_INFINITY);
    }

    static TrainingOptions better(TrainingOptions options) {
        return options.withBatch(64);
    }

    static double otherBook(RnnLanguageModel model, Vocabulary vocabulary, String rawText, int T) {
        Corpus corpus = Corpus.of(Cleaning.LETTERS.apply(rawText), new CharTokenizer(), vocabulary);
        return Trainer.perplexity(model, Windows.of(corpus.ids(), T), 256);
    }

    static double share(Vocabulary vocabulary, String rawText) {
        int[] ids = vocabulary.encode(new CharTokenizer().tokens(Cleaning.LETTERS.apply(rawText)));
        return Arrays.stream(ids).filter(id -> id == 0).count() / (double) ids.length;
    }

    static double[] frequencies(double[] scores, int draws, long seed) {
        double[] p = Sampling.softmax(scores, 1);
        double[] counts = new double[p.length];
        Random random = new Random(seed);
        for (int i = 0; i < draws; i++) {
            counts[Sampling.draw(p, random)]++;
        }
        return Arrays.stream(counts).map(c -> c / draws).toArray();
    }

    static double[] sharpen(double[] p, double alpha) {
        double[] q = Arrays.stream(p).map(value -> Math.pow(value, alpha)).toArray();
        double sum = Arrays.stream(q).sum();
        return Arrays.stream(q).map(value -> value / sum).toArray();
    }
}
