package recurrent.nn.fast;

import java.util.Optional;

import recurrent.nn.Activation;
import recurrent.nn.Cell;
import recurrent.nn.GruCell;
import recurrent.nn.LstmCell;
import recurrent.nn.ResetAfterGruCell;
import recurrent.nn.RnnCell;

/**
 * A kind of recurrent cell that the fast path knows. All arrays of a cell hold its gates side by side, as blocks of h
 * columns. Chapters 07, 11 and 12.
 */
enum FastKind {
    /** {@code Ht = tanh(Xt·Wxh + Ht-1·Whh + bh)}. */
    RNN(1, "Wxh", "Whh", "bh", null),
    /**
     * Gates i, f, o and candidate g: {@code Ct = f ⊙ Ct-1 + i ⊙ g}, {@code Ht = o ⊙ tanh(Ct)}.
     *
     * @see <a href="https://doi.org/10.1162/neco.1997.9.8.1735">Hochreiter and Schmidhuber, 1997</a>
     */
    LSTM(4, "Wx", "Wh", "b", null),
    /**
     * Gates r, z and candidate h̃ = tanh(Xt·Wxh + (r ⊙ Ht-1)·Whh + b): {@code Ht = z ⊙ Ht-1 + (1 − z) ⊙ h̃}.
     *
     * @see <a href="https://arxiv.org/abs/1406.1078">Cho et al., 2014</a>
     */
    GRU(3, "Wx", "Wh", "b", null),
    /**
     * The GRU with the reset gate behind the product, h̃ = tanh(Xt·Wxh + bx + r ⊙ (Ht-1·Whh + bh)), as cuDNN, Keras and
     * PyTorch have it.
     */
    GRU_RESET_AFTER(3, "Wx", "Wh", "bx", "bh");

    final int gates;
    final String Wx;
    final String Wh;
    final String bx;
    final String bh; // null: one bias for both products

    FastKind(int gates, String Wx, String Wh, String bx, String bh) {
        this.gates = gates;
        this.Wx = Wx;
        this.Wh = Wh;
        this.bx = bx;
        this.bh = bh;
    }

    /** The kind of a cell; nothing if there is no fast path for it: another type of numbers, another cell. */
    static Optional<FastKind> of(Cell<?> cell) {
        if (cell.parameters().arrays().get(0).dataType() != Exchange.TYPE) {
            return Optional.empty();
        }
        if (cell instanceof RnnCell rnn) {
            return rnn.phi() == Activation.TANH ? Optional.of(RNN) : Optional.empty();
        }
        return cell instanceof LstmCell
                ? Optional.of(LSTM)
                : cell instanceof GruCell
                        ? Optional.of(GRU)
                        : cell instanceof ResetAfterGruCell ? Optional.of(GRU_RESET_AFTER) : Optional.empty();
    }

    /** How many arrays a state has. */
    int states() {
        return this == LSTM ? 2 : 1;
    }

    /** The loops of one chunk of sequences. */
    Steps steps(Tape tape) {
        return switch (this) {
            case RNN -> new RnnSteps(tape);
            case LSTM -> new LstmSteps(tape);
            case GRU -> new GruSteps(tape);
            case GRU_RESET_AFTER -> new GruAfterSteps(tape);
        };
    }
}
