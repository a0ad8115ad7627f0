package recurrent.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.nd4j.linalg.api.buffer.DataType;

import recurrent.nn.Cell;
import recurrent.nn.CellLayer;
import recurrent.nn.GruCell;
import recurrent.nn.Init;
import recurrent.nn.LstmCell;
import recurrent.nn.OutputLayer;
import recurrent.nn.RnnCell;
import recurrent.train.LanguageModel;

/** What {@code --cell} takes. */
enum CellKind {
    RNN {
        @Override
        Cell<?> cell(int V, int h, long seed) {
            return RnnCell.random(V, h, FIRST, DataType.FLOAT, seed);
        }
    },
    LSTM {
        @Override
        Cell<?> cell(int V, int h, long seed) {
            return LstmCell.random(V, h, FIRST, DataType.FLOAT, seed);
        }
    },
    GRU {
        @Override
        Cell<?> cell(int V, int h, long seed) {
            return GruCell.random(V, h, FIRST, DataType.FLOAT, seed);
        }
    };

    private static final Init FIRST = Init.normal(0.01); // as in chapter 09, for all three

    abstract Cell<?> cell(int V, int h, long seed);

    LanguageModel model(int V, int h, long seed) {
        return LanguageModel.of(cell(V, h, seed).layer(), OutputLayer.random(h, V, FIRST, DataType.FLOAT, seed + 1));
    }

    /** The kind of a word on the command line. */
    static CellKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("--cell: expected 'rnn', 'lstm' or 'gru', got '" + word + "'"));
    }

    /** The kind of a model; nothing for other layers. */
    static Optional<CellKind> of(LanguageModel model) {
        return model.layer() instanceof CellLayer<?> unrolled
                ? Arrays.stream(values())
                        .filter(kind ->
                                kind.cell(1, 1, 1).getClass() == unrolled.cell().getClass())
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
