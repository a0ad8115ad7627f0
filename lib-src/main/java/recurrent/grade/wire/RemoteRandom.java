package recurrent.grade.wire;

import java.util.Random;
import java.util.function.IntSupplier;

/** A generator whose bits come from the other side: 32 of them are there whatever part of them is wanted. */
final class RemoteRandom extends Random {
    private static final long serialVersionUID = 1;

    private final transient IntSupplier source;

    RemoteRandom(IntSupplier source) {
        super(0);
        this.source = source;
    }

    @Override
    protected int next(int bits) {
        return source.getAsInt() >>> 32 - bits;
    }
}
