package recurrent.nn.fast;

import java.nio.FloatBuffer;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Numbers outside Java's heap, where OpenBLAS reads them in place. Given a {@code float[]}, every call of OpenBLAS copies
 * the whole array in and out; for the small products of a recurrent network that costs a third of the time and more.
 * Element-wise loops in turn are fast on {@code float[]} only: a step's numbers are copied once between the two.
 */
final class Store {
    private final FloatPointer pointer;
    private final FloatBuffer buffer;

    /** Zeros. */
    Store(int length) {
        this.pointer = new FloatPointer(length);
        this.buffer = pointer.asBuffer();
        put(0, new float[length], 0, length);
    }

    static Store of(float[] numbers) {
        Store store = new Store(numbers.length);
        store.put(0, numbers, 0, numbers.length);
        return store;
    }

    int length() {
        return buffer.capacity();
    }

    /**
     * Where a number lies, as an argument of one product. The next call of this method moves it: for one thread only.
     */
    FloatPointer at(int offset) {
        return pointer.position(offset);
    }

    /** Where a number lies, for good: several threads may share it. */
    FloatPointer fixed(int offset) {
        return new FloatPointer(pointer).position(offset);
    }

    void put(int offset, float[] from, int fromOffset, int length) {
        buffer.put(offset, from, fromOffset, length);
    }

    void get(int offset, float[] to, int toOffset, int length) {
        buffer.get(offset, to, toOffset, length);
    }

    void put(int offset, FloatBuffer from, int fromOffset, int length) {
        buffer.put(offset, from, fromOffset, length);
    }

    void get(int offset, FloatBuffer to, int toOffset, int length) {
        to.put(toOffset, buffer, offset, length);
    }

    /** From one place to another, which must not overlap. */
    void copy(int from, int to, int length) {
        buffer.put(to, buffer, from, length);
    }
}
