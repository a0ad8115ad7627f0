package recurrent.text;

import java.util.Arrays;
import java.util.Random;

/** Lets an n-gram model write: one symbol after the other, each drawn from its distribution. Chapter 06. */
final class NGramSampler {
    private NGramSampler() {}

    /** What {@link NGramModel#sample} gives. */
    static int[] sample(NGramModel model, NGramSymbols symbols, int[] start, int many, Random random) {
        if (many < 0) {
            throw new IllegalArgumentException("many: expected 0 or more, got " + many);
        }
        int[] all = Arrays.copyOf(start, start.length + many);
        int length = start.length;
        while (length < all.length) {
            int[] before = Arrays.copyOf(all, length);
            if (!model.predictsAfter(before)) {
                break;
            }
            int next = draw(model.distribution(before), random);
            if (symbols.sentences() && next == symbols.end()) {
                break;
            }
            all[length++] = next;
        }
        return Arrays.copyOfRange(all, start.length, length);
    }

    private static int draw(double[] p, Random random) {
        double u = random.nextDouble();
        int drawn = -1;
        for (int w = 0; w < p.length && u >= 0; w++) {
            if (p[w] > 0) { // rounding may leave u a hair above the last sum: then the last possible symbol
                drawn = w;
                u -= p[w];
            }
        }
        return drawn;
    }
}
