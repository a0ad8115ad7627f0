package recurrent.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Embedding;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.fast.FastLayers;
import recurrent.train.LanguageModel;

@DisplayName("A reader of symbols")
class SymbolReaderTests {
    private static final DataType F = DataType.FLOAT;

    @Test
    @DisplayName("a reader scores symbol by symbol what the model scores at once")
    void readers() {
        int[][] text = {new Random(4).ints(9, 0, 6).toArray()};
        for (RecurrentLayer layer : FastLayers.all(6, 4)) {
            agrees(LanguageModel.of(layer, OutputLayer.random(4, 6, Init.normal(0.4), F, 2)), text);
        }
        agrees(
                new LanguageModel(
                        Embedding.random(6, 3, Init.normal(0.5), F, 5),
                        LstmCell.random(3, 4, Init.normal(0.4), F, 1).layer(),
                        OutputLayer.random(4, 6, Init.normal(0.4), F, 2)),
                text);
        LanguageModel exact = LanguageModel.rnn(6, 4, Init.normal(0.4), DataType.DOUBLE, 1);
        SymbolReader reader = SymbolReader.of(exact);
        for (int t = 0; t < 9; t++) {
            assertArrayEquals(
                    exact.forward(text).sequence(0).getRow(t).toDoubleVector(), reader.read(text[0][t]), 1e-12);
        }
    }

    private static void agrees(LanguageModel model, int[][] text) {
        SymbolReader reader = SymbolReader.of(model);
        INDArray scores = model.forward(text).sequence(0);
        for (int t = 0; t < text[0].length; t++) {
            assertArrayEquals(scores.getRow(t).toDoubleVector(), reader.read(text[0][t]), 1e-5);
        }
    }
}
