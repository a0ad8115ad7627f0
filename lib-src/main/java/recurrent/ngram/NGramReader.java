package recurrent.ngram;

import java.util.Arrays;

import recurrent.generate.SymbolReader;

/** Reads symbols for an n-gram model, which looks at the last n − 1 of them. Chapter 06. */
final class NGramReader implements SymbolReader {
    private final NGramModel model;
    private int[] context; // the symbols that the next one depends on

    NGramReader(NGramModel model) {
        this(model, new int[0]);
    }

    private NGramReader(NGramModel model, int[] context) {
        this.model = model;
        this.context = context;
    }

    @Override
    public double[] start() {
        return scores();
    }

    @Override
    public double[] read(int symbol) {
        int kept = Math.min(context.length, Math.max(0, model.order() - 2));
        int[] next = Arrays.copyOfRange(context, context.length - kept, context.length + 1);
        next[kept] = symbol;
        context = next;
        return scores();
    }

    /** Logarithms of probabilities: what a network's scores are up to a constant. */
    private double[] scores() {
        return model.predictsAfter(context)
                ? Arrays.stream(model.distribution(context)).map(Math::log).toArray()
                : new double[0]; // the text that was counted ended here: nothing is known to follow
    }

    @Override
    public SymbolReader fork() {
        return new NGramReader(model, context.clone());
    }
}
