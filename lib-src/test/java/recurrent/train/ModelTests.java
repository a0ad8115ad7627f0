package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Attention;
import recurrent.nn.Bidirectional;
import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.EncoderDecoder;
import recurrent.nn.Features;
import recurrent.nn.GradientCheck;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.Mask;
import recurrent.nn.Mode;
import recurrent.nn.OutputLayer;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.RnnCell;
import recurrent.nn.Stacked;
import recurrent.nn.State;
import recurrent.text.Batch;
import recurrent.text.Corpus;
import recurrent.text.Windows;

@DisplayName("Models of any recurrent layer")
class ModelTests {
    private static final DataType D = DataType.DOUBLE;

    private static double worst(Model<?> model, LossAndGradients byHand, java.util.function.DoubleSupplier loss) {
        return GradientCheck.check(model.parameters(), byHand.gradients(), loss).max();
    }

    private static Batch batch(int n, int T, int V, long seed) {
        Random random = new Random(seed);
        int[][] inputs = new int[n][T];
        int[][] targets = new int[n][T];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < T; t++) {
                inputs[i][t] = random.nextInt(V);
                targets[i][t] = random.nextInt(V);
            }
        }
        return new Batch(inputs, targets);
    }

    @Test
    @DisplayName("the model of chapter 07 is the language model of its cell")
    void sameAsChapter07() {
        LanguageModel short7 = LanguageModel.rnn(6, 4, Init.normal(0.4), D, 3);
        LanguageModel general = LanguageModel.of(
                RnnCell.random(6, 4, Init.normal(0.4), D, 3).layer(), OutputLayer.random(4, 6, Init.normal(0.4), D, 4));
        Batch batch = batch(3, 5, 6, 1);
        assertEquals(short7.loss(batch), general.loss(batch), 1e-12);
        LossAndGradients a = short7.lossAndGradients(batch);
        LossAndGradients b = general.lossAndGradients(batch, new Random(1));
        assertEquals(a.loss(), b.loss(), 1e-12);
        assertEquals(List.of("Wxh", "Whh", "bh", "Whq", "bq"), a.gradients().names());
        assertEquals(a.gradients().names(), b.gradients().names());
        for (String name : a.gradients().names()) {
            assertTrue(a.gradients().get(name).distance2(b.gradients().get(name)) < 1e-12, name);
        }
        assertEquals(short7.parameters().get("Wxh"), short7.cell(RnnCell.class).Wxh());
        Exception e = assertThrows(IllegalArgumentException.class, () -> short7.cell(LstmCell.class));
        assertTrue(e.getMessage().startsWith("type: expected a LstmCell"), e.getMessage());
    }

    @Test
    @DisplayName(
            "the scores stand by time, sequence and symbol; those of one sequence, the last ones, and step by step")
    void scores() {
        LanguageModel model =
                LanguageModel.of(LstmCell.random(6, 4, Init.normal(0.4), D, 3).layer());
        int[][] ids = batch(3, 5, 6, 1).inputs();
        LanguageModel.Scored all = model.forward(ids);
        assertArrayEquals(new long[] {5, 3, 6}, all.scores().shape());
        for (int i = 0; i < 3; i++) {
            LanguageModel.Scored alone = model.forward(new int[][] {ids[i]});
            assertArrayEquals(new long[] {5, 6}, all.sequence(i).shape());
            assertTrue(all.sequence(i).distance2(alone.sequence(0)) < 1e-12);
            State state = model.zeroState(1);
            for (int t = 0; t < 5; t++) {
                LanguageModel.Scored step = model.read(ids[i][t], state);
                assertArrayEquals(all.sequence(i).getRow(t).toDoubleVector(), step.next(), 1e-12);
                state = step.last();
            }
            assertTrue(all.last().H().getRow(i).distance2(state.H().getRow(0)) < 1e-12);
        }
        assertArrayEquals(all.sequence(0).getRow(4).toDoubleVector(), all.next(), 1e-12);
    }

    @Test
    @DisplayName("a copy shares nothing that training changes, of max(0, z) and of a frozen table too")
    void copies() {
        RnnCell relu = RnnCell.random(3, 4, Init.normal(0.4), D, 3).withRelu();
        Embedding table = Embedding.random(5, 3, Init.normal(0.4), D, 1);
        for (Embedding embedding : List.of(table, table.frozen())) {
            LanguageModel model = LanguageModel.of(embedding, relu.layer());
            LanguageModel copy = model.copy();
            Batch batch = batch(3, 5, 5, 1);
            double loss = model.loss(batch);
            assertEquals(loss, copy.loss(batch), 1e-12);
            assertEquals(model.plan(), copy.plan());
            copy.parameters().arrays().forEach(array -> array.assign(0.5));
            assertEquals(loss, model.loss(batch), 1e-12);
            assertEquals(embedding.trained(), copy.parameters().names().contains("E"));
            assertEquals(!embedding.trained(), copy.fixed().names().contains("E"));
        }
    }

    @Test
    @DisplayName("gradients of language models: one-hot and with a table, LSTM and a stack with dropout")
    void languageModels() {
        Batch batch = batch(2, 4, 5, 2);
        LanguageModel lstm = LanguageModel.of(
                LstmCell.random(5, 3, Init.normal(0.5), D, 1).layer(),
                OutputLayer.random(3, 5, Init.normal(0.5), D, 2));
        assertTrue(worst(lstm, lstm.lossAndGradients(batch, new Random(1)), () -> lstm.loss(batch)) < 1e-6);
        RecurrentLayer stack = Stacked.of(
                        GruCell.random(4, 3, Init.normal(0.5), D, 3).layer(),
                        LstmCell.random(3, 2, Init.normal(0.5), D, 4).layer())
                .withDropout(0.3);
        LanguageModel deep = new LanguageModel(
                Embedding.random(5, 4, Init.normal(0.5), D, 5),
                stack,
                OutputLayer.random(2, 5, Init.normal(0.5), D, 6));
        LossAndGradients dropped = deep.lossAndGradients(batch, new Random(7));
        // the same dice drop the same units, so the loss to compare with is that of the same pass
        assertTrue(worst(deep, dropped, () -> deep.lossAndGradients(batch, new Random(7))
                        .loss())
                < 1e-6);
        LanguageModel frozen = new LanguageModel(((Embedding) deep.input()).frozen(), stack, deep.output());
        assertEquals(deep.parameters().count() - 20, frozen.parameters().count());
    }

    @Test
    @DisplayName("a carried state: two pieces say what the whole says, and no gradient goes back into the state")
    void carried() {
        LanguageModel model = LanguageModel.of(
                LstmCell.random(5, 3, Init.normal(0.5), D, 1).layer(),
                OutputLayer.random(3, 5, Init.normal(0.5), D, 2));
        Batch whole = batch(2, 6, 5, 3);
        State zero = model.layer().zeroState(2);
        INDArray all = model.forward(whole.inputs(), zero).scores();
        LanguageModel.Pass first = model.pass(part(whole, 0, 4), zero, Mode.EVALUATION);
        INDArray rest = model.forward(part(whole, 4, 6).inputs(), first.last()).scores();
        assertTrue(all.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(4, 6)).distance2(rest) < 1e-12);
        LanguageModel.Pass second = model.pass(part(whole, 4, 6), first.last(), Mode.EVALUATION);
        assertTrue(worst(model, second.result(), () -> model.pass(part(whole, 4, 6), first.last(), Mode.EVALUATION)
                        .result()
                        .loss())
                < 1e-6);
    }

    private static Batch part(Batch batch, int from, int to) {
        return new Batch(cut(batch.inputs(), from, to), cut(batch.targets(), from, to));
    }

    private static int[][] cut(int[][] rows, int from, int to) {
        int[][] cut = new int[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            cut[i] = java.util.Arrays.copyOfRange(rows[i], from, to);
        }
        return cut;
    }

    @Test
    @DisplayName("gradients of classifiers: last and mean, masked, two directions, with a table and with features")
    void classifiers() {
        Mask mask = Mask.of(Nd4j.createFromArray(new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 0, 1}, {1, 0, 0}}));
        int[] labels = {0, 2, 1};
        int[][] ids = {{1, 2, 3, 4}, {4, 1, 0, 0}, {2, 2, 1, 0}};
        for (Pooling pooling : Pooling.values()) {
            SequenceClassifier words = new SequenceClassifier(
                    Embedding.random(5, 3, Init.normal(0.5), D, 1),
                    Bidirectional.concat(
                            GruCell.random(3, 2, Init.normal(0.5), D, 2).layer(),
                            GruCell.random(3, 2, Init.normal(0.5), D, 3).layer()),
                    pooling,
                    new Dropout(0.25),
                    OutputLayer.random(pooling == Pooling.SIDE_BY_SIDE ? 16 : 4, 3, Init.normal(0.5), D, 4));
            LabelledBatch batch = LabelledBatch.ofSymbols(ids, labels).withMask(mask);
            assertTrue(worst(words, words.lossAndGradients(batch, new Random(9)), () -> words.lossAndGradients(
                                    batch, new Random(9))
                            .loss())
                    < 1e-6);
        }
        INDArray X = Nd4j.createFromArray(
                        new Random(5).doubles(4 * 3 * 2).map(x -> x - 0.5).toArray())
                .reshape(4, 3, 2);
        SequenceClassifier features = new SequenceClassifier(
                new Features(2),
                RnnCell.random(2, 3, Init.normal(0.5), D, 6).layer(),
                Pooling.LAST,
                new Dropout(0),
                OutputLayer.random(3, 3, Init.normal(0.5), D, 7));
        LabelledBatch batch = LabelledBatch.ofFeatures(X, labels).withMask(mask);
        assertTrue(worst(features, features.lossAndGradients(batch, new Random(1)), () -> features.loss(batch)) < 1e-6);
        assertThrows(
                IllegalArgumentException.class,
                () -> features.loss(LabelledBatch.ofSymbols(ids, labels).withMask(mask)));
    }

    @Test
    @DisplayName("gradients of sequence to sequence, with masks, with and without attention")
    void translators() {
        Mask sourceMask = Mask.of(Nd4j.createFromArray(new double[][] {{1, 1}, {1, 1}, {1, 0}}));
        Mask wantedMask = Mask.of(Nd4j.createFromArray(new double[][] {{1, 1}, {0, 1}}));
        PairBatch batch = new PairBatch(
                new int[][] {{1, 2, 3}, {3, 1, 0}},
                sourceMask,
                new int[][] {{0, 2}, {0, 1}},
                new int[][] {{2, 3}, {1, 4}},
                wantedMask);
        for (Attention attention : Attention.values()) {
            SequenceToSequence model = translator(attention);
            assertEquals(3, model.predictions(batch));
            assertTrue(worst(model, model.lossAndGradients(batch, new Random(1)), () -> model.loss(batch)) < 1e-6);
        }
    }

    private static SequenceToSequence translator(Attention attention) {
        EncoderDecoder layers = new EncoderDecoder(
                LstmCell.random(3, 2, Init.normal(0.5), D, 1).layer(),
                LstmCell.random(2, 2, Init.normal(0.5), D, 2).layer(),
                attention);
        return new SequenceToSequence(
                Embedding.random(4, 3, Init.normal(0.5), D, 3),
                Embedding.random(5, 2, Init.normal(0.5), D, 4),
                layers,
                OutputLayer.random(layers.features(), 5, Init.normal(0.5), D, 5));
    }

    @Test
    @DisplayName("teacher forcing reads what is wanted one step late; what is said never contains the end symbol")
    void saying() {
        PairBatch batch = PairBatch.of(new int[][] {{1, 2, 3}}, new int[][] {{3, 2, 4}}, 0);
        assertArrayEquals(new int[] {0, 3, 2}, batch.given()[0]);
        SequenceToSequence model = translator(Attention.DOT);
        SequenceToSequence.Said said = model.say(new int[] {1, 2, 3}, 0, 4, 6);
        assertTrue(said.symbols().length <= 6);
        assertEquals(said.symbols().length, said.weights().size());
        for (double[] weights : said.weights()) {
            assertEquals(1, weights[0] + weights[1] + weights[2], 1e-9);
        }
        for (int symbol : said.symbols()) {
            assertTrue(symbol != 4);
        }
    }

    @Test
    @DisplayName("reverses digits after a short training, and says where it looked")
    void reverses() {
        Random random = new Random(1);
        List<PairBatch> batches = new ArrayList<>();
        for (int b = 0; b < 40; b++) {
            int[][] source = new int[32][4];
            int[][] wanted = new int[32][5];
            for (int i = 0; i < 32; i++) {
                for (int t = 0; t < 4; t++) {
                    source[i][t] = 2 + random.nextInt(5);
                    wanted[i][3 - t] = source[i][t];
                }
                wanted[i][4] = 1; // the end
            }
            batches.add(PairBatch.of(source, wanted, 0));
        }
        EncoderDecoder layers = new EncoderDecoder(
                GruCell.random(6, 24, Init.normal(0.3), DataType.FLOAT, 1).layer(),
                GruCell.random(6, 24, Init.normal(0.3), DataType.FLOAT, 2).layer(),
                Attention.SCALED_DOT);
        SequenceToSequence model = new SequenceToSequence(
                Embedding.random(7, 6, Init.normal(0.5), DataType.FLOAT, 3),
                Embedding.random(7, 6, Init.normal(0.5), DataType.FLOAT, 4),
                layers,
                OutputLayer.random(layers.features(), 7, Init.normal(0.3), DataType.FLOAT, 5));
        TrainingOptions options =
                TrainingOptions.defaults().withEpochs(8).withRate(0.01).withOptimizer(Adam.standard());
        TrainingResult result = Trainer.fit(model, Batches.of(batches), options);
        assertTrue(result.history().last().trainPerplexity() < 1.1, result.toString());
        assertArrayEquals(
                new int[] {5, 2, 4, 3},
                model.say(new int[] {3, 4, 2, 5}, 0, 1, 8).symbols());
    }

    @Test
    @DisplayName("parts that do not fit are refused by name")
    void refusals() {
        OutputLayer five = OutputLayer.random(3, 5, Init.normal(0.5), D, 1);
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> LanguageModel.of(
                                RnnCell.random(4, 3, Init.normal(0.5), D, 1).layer(), five))
                .getMessage()
                .contains("expected 5 symbols"));
        assertThrows(
                IllegalArgumentException.class,
                () -> LanguageModel.of(
                        RnnCell.random(5, 4, Init.normal(0.5), D, 1).layer(), five));
        assertThrows(IllegalArgumentException.class, () -> LabelledBatch.ofSymbols(new int[2][3], new int[] {1}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PairBatch(new int[1][2], Mask.none(), new int[1][2], new int[1][3], Mask.none()));
    }

    @Test
    @DisplayName("every kind of cell learns hello with the same loop")
    void oneLoop() {
        Corpus hello = Corpus.ofCharacters("hello");
        Batch word = Windows.of(hello.ids(), 4).batch(0);
        int V = hello.vocabulary().size();
        for (RecurrentLayer layer : List.of(
                RnnCell.random(V, 8, Init.normal(0.3), DataType.FLOAT, 1).layer(),
                LstmCell.random(V, 8, Init.normal(0.3), DataType.FLOAT, 1).layer(),
                GruCell.random(V, 8, Init.normal(0.3), DataType.FLOAT, 1).layer())) {
            LanguageModel model =
                    LanguageModel.of(layer, OutputLayer.random(8, V, Init.normal(0.3), DataType.FLOAT, 2));
            TrainingOptions options =
                    TrainingOptions.defaults().withEpochs(200).withRate(0.02).withOptimizer(Adam.standard());
            Trainer.fit(model, Batches.of(List.of(word)), options);
            assertTrue(Math.exp(model.loss(word)) < 1.2, layer + " " + Math.exp(model.loss(word)));
        }
    }
}
