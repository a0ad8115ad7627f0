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
import recurrent.nn.RecurrentLayer;
import recurrent.nn.RnnCell;

/** What {@code --cell} takes. */
enum CellKind {
    RNN {
        @Override
        Cell<?> cell(int d, int h, Init first, long seed) {
            return RnnCell.random(d, h, first, DataType.FLOAT, seed);
        }
    },
    LSTM {
        @Override
        Cell<?> cell(int d, int h, Init first, long seed) {
            // a forget gate that starts half closed learns little: docs/behaviour.md
            return LstmCell.random(d, h, first, DataType.FLOAT, seed).withForgetBias(1);
        }
    },
    GRU {
        @Override
        Cell<?> cell(int d, int h, Init first, long seed) {
            return GruCell.random(d, h, first, DataType.FLOAT, seed);
        }
    };

    abstract Cell<?> cell(int d, int h, Init first, long seed);

    /** The kind of a word on the command line. */
    static CellKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("--cell: expected 'rnn', 'lstm' or 'gru', got '" + word + "'"));
    }

    /** The kind of a layer's cell; nothing for other layers. */
    static Optional<CellKind> of(RecurrentLayer layer) {
        return layer instanceof CellLayer<?> unrolled
                ? Arrays.stream(values())
                        .filter(kind -> kind.cell(1, 1, Init.normal(1), 1).getClass()
                                == unrolled.cell().getClass())
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
