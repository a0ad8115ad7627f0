package recurrent.nn.fast;

/**
 * A kind of recurrent cell that the fast path knows. All arrays of a cell hold its gates side by side, as blocks of h
 * columns. Chapters 07, 11 and 12.
 */
public enum FastKind {
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

    /**
     * The name of the weights that multiply the input.
     *
     * @return what the cell's class in {@link recurrent.nn} calls them
     */
    public String inputWeights() {
        return Wx;
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
