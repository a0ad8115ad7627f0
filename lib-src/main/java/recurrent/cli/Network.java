package recurrent.cli;

import java.util.List;
import java.util.Optional;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.Embedding;
import recurrent.nn.Init;
import recurrent.nn.OneHotInput;
import recurrent.nn.OutputLayer;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.Stacked;
import recurrent.nn.SymbolLayer;
import recurrent.train.LanguageModel;

/**
 * The network that {@code ./course train} builds.
 *
 * @param cell      what its layers are made of
 * @param layers    how many, one above the other
 * @param hidden    units of each
 * @param dropout   the part of the units that is dropped between two layers
 * @param embedding the length of the vector of each symbol; 0 for one-hot
 */
record Network(CellKind cell, int layers, int hidden, double dropout, int embedding) {
    LanguageModel model(int V, Init first, long seed) {
        int inputs = embedding == 0 ? V : embedding;
        RecurrentLayer[] all = new RecurrentLayer[layers];
        for (int k = 0; k < layers; k++) {
            all[k] =
                    cell.cell(k == 0 ? inputs : hidden, hidden, first, seed + k).layer();
        }
        RecurrentLayer layer = layers == 1 ? all[0] : Stacked.of(all).withDropout(dropout);
        OutputLayer output = OutputLayer.random(hidden, V, first, DataType.FLOAT, seed + layers);
        if (embedding == 0) {
            return LanguageModel.of(layer, output);
        }
        // as large as what one-hot symbols make the first layer say
        Init rows = Init.normal(1 / Math.sqrt(embedding));
        SymbolLayer table = Embedding.random(V, embedding, rows, DataType.FLOAT, seed + layers + 1);
        return new LanguageModel(table, layer, output);
    }

    /** The network of a model; nothing for one that this command does not build. */
    static Optional<Network> of(LanguageModel model) {
        boolean stack = model.layer() instanceof Stacked;
        List<RecurrentLayer> layers = stack ? ((Stacked) model.layer()).layers() : List.of(model.layer());
        double dropout = stack ? ((Stacked) model.layer()).dropout().rate() : 0;
        int embedding = model.input() instanceof OneHotInput ? 0 : model.input().size();
        return CellKind.of(layers.get(0))
                .map(cell -> new Network(cell, layers.size(), model.hidden(), dropout, embedding));
    }
}
