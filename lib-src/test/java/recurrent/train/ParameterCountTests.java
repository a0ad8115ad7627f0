package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.Activation;
import recurrent.nn.DenseLayer;
import recurrent.nn.Dropout;
import recurrent.nn.Embedding;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.Pooling;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;

@DisplayName("Networks of the teaching documents have as many parameters as printed there")
class ParameterCountTests {
    private static final DataType F = DataType.FLOAT;

    private static OutputLayer output(int h, int V) {
        return OutputLayer.random(h, V, Init.normal(0.01), F, 2);
    }

    private static Embedding table(int V, int e) {
        return Embedding.random(V, e, Init.normal(0.01), F, 1);
    }

    @Test
    @DisplayName("the character model: 1,952 + 924 = 2,876")
    void characterModel() {
        RecurrentLayer layer = RnnCell.random(28, 32, Init.normal(0.01), F, 1).layer();
        assertEquals(1_952, layer.parameters().count());
        assertEquals(924, output(32, 28).parameters().count());
        assertEquals(2_876, LanguageModel.of(layer, output(32, 28)).parameters().count());
        assertEquals(2_876, LanguageModel.rnn(28, 32, 1).parameters().count());
    }

    @Test
    @DisplayName("text generation with 92 symbols: 23,552 + 5,246,976 + 94,300 = 5,364,828")
    void textGeneration() {
        Embedding table = table(92, 256);
        RecurrentLayer layer =
                LstmCell.random(256, 1024, Init.normal(0.01), F, 1).layer();
        OutputLayer output = output(1024, 92);
        assertEquals(23_552, table.parameterCount());
        assertEquals(5_246_976, layer.parameters().count());
        assertEquals(94_300, output.parameters().count());
        assertEquals(
                5_364_828, new LanguageModel(table, layer, output).parameters().count());
    }

    @Test
    @DisplayName("sentiment with a frozen table of 92,547 words: LSTM 117,377 to train, GRU 12,864 or 12,768")
    void sentiment() {
        Embedding frozen = table(92_547, 100).frozen();
        assertEquals(9_254_700, frozen.parameterCount());
        RecurrentLayer lstm = LstmCell.random(100, 128, Init.normal(0.01), F, 1).layer();
        assertEquals(117_248, lstm.parameters().count());
        SequenceClassifier model = new SequenceClassifier(frozen, lstm, Pooling.LAST, new Dropout(0), output(128, 1));
        assertEquals(117_377, model.parameters().count());
        assertEquals(9_372_077, model.parameters().count() + frozen.parameterCount());
        assertEquals(
                12_768,
                GruCell.random(100, 32, Init.normal(0.01), F, 1).parameters().count());
        assertEquals(
                12_864,
                ResetAfterGruCell.random(100, 32, Init.normal(0.01), F, 1)
                        .parameters()
                        .count());
        assertEquals(33, output(32, 1).parameters().count());
    }

    @Test
    @DisplayName("sentiment without memory: 10,001 weights behind 100 × 100 numbers, 9,264,701 with the table")
    void dense() {
        DenseLayer layer = DenseLayer.random(10_000, 1, Activation.SIGMOID, Init.xavier(), F, 1);
        assertEquals(10_001, layer.parameters("").count());
        assertEquals(9_264_701, layer.parameters("").count() + 92_547L * 100);
    }

    @Test
    @DisplayName("sentiment with a trained table of 20,000 words and LSTM(128): 2,691,713")
    void trainedTable() {
        RecurrentLayer layer =
                LstmCell.random(128, 128, Init.normal(0.01), F, 1).layer();
        assertEquals(131_584, layer.parameters().count());
        SequenceClassifier model =
                new SequenceClassifier(table(20_000, 128), layer, Pooling.LAST, new Dropout(0.2), output(128, 1));
        assertEquals(2_691_713, model.parameters().count());
    }

    @Test
    @DisplayName("a simple recurrent layer of 32 behind 32: 2,080, and 33 for the answer")
    void simple() {
        assertEquals(
                2_080,
                RnnCell.random(32, 32, Init.normal(0.01), F, 1).parameters().count());
    }
}
