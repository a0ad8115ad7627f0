package recurrent.generate;

import recurrent.nn.State;
import recurrent.train.LanguageModel;

/** Reads symbols for any language model, in the algebra of the chapters. Chapter 09. */
final class AlgebraReader implements SymbolReader {
    private final LanguageModel model;
    private State state;

    AlgebraReader(LanguageModel model, State state) {
        this.model = model;
        this.state = state;
    }

    @Override
    public double[] read(int symbol) {
        LanguageModel.Scored scored = model.read(symbol, state);
        state = scored.last();
        return scored.next();
    }

    @Override
    public SymbolReader fork() {
        return new AlgebraReader(model, state); // a state is replaced, never changed
    }
}
