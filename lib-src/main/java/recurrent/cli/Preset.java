package recurrent.cli;

import recurrent.nn.Init;
import recurrent.text.Cleaning;

/** What {@code ./course train} does where nothing is said. */
enum Preset {
    /** Any text: the whole of it, as it is. */
    WHOLE(CellKind.LSTM, 128, 50, 50, 20, Cleaning.NONE),
    /** {@code timemachine}: the training of chapter 09. */
    CHAPTER_09(CellKind.RNN, 32, 32, 1024, 100, Cleaning.LETTERS);

    final CellKind cell;
    final int hidden;
    final int steps;
    final int batch;
    final int epochs;
    final Cleaning cleaning;

    Preset(CellKind cell, int hidden, int steps, int batch, int epochs, Cleaning cleaning) {
        this.cell = cell;
        this.hidden = hidden;
        this.steps = steps;
        this.batch = batch;
        this.epochs = epochs;
        this.cleaning = cleaning;
    }

    /** Whether a cell is trained just as in chapter 09: small first weights, plain descent at 1, clipping at 1. */
    private boolean asInChapter09(CellKind kind) {
        return this == CHAPTER_09 && kind == cell;
    }

    OptimizerKind optimizer(CellKind kind) {
        return asInChapter09(kind) ? OptimizerKind.SGD : OptimizerKind.ADAM;
    }

    double rate(CellKind kind, OptimizerKind optimizer) {
        return asInChapter09(kind) && optimizer == OptimizerKind.SGD ? 1 : optimizer.rate(kind);
    }

    Init first(CellKind kind, int hidden) {
        return asInChapter09(kind) ? Init.normal(0.01) : Init.uniform(1 / Math.sqrt(hidden));
    }
}
