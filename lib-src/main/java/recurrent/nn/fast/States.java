package recurrent.nn.fast;

import java.util.Arrays;
import java.util.List;

import recurrent.nn.State;

/**
 * The state of a network as its packs see it: the memory of the arrays themselves, each (n, h).
 *
 * @param arrays in the order of {@link State}; see {@link #NONE}
 */
record States(List<Numbers> arrays) {
    /** Read as zeros; written nowhere. */
    static final States NONE = new States(List.of());

    /** The memory of a state's arrays; those that are views are copied. */
    static States of(State state) {
        return new States(state.arrays().stream().map(Numbers::of).toList());
    }

    /** The rows of a pack, from one array. */
    void read(int k, Pack pack, int h, float[] to) {
        if (arrays.isEmpty()) {
            Arrays.fill(to, 0, pack.rows() * h, 0f);
        } else {
            for (int i = 0; i < pack.rows(); i++) {
                arrays.get(k).memory().get(pack.sequences()[i] * h, to, i * h, h);
            }
        }
    }

    /** Into the rows of a pack, in one array. */
    void write(int k, Pack pack, int h, float[] from) {
        for (int i = 0; i < pack.rows() && !arrays.isEmpty(); i++) {
            arrays.get(k).memory().put(pack.sequences()[i] * h, from, i * h, h);
        }
    }
}
