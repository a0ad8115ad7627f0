package recurrent.nn.fast;

import java.nio.FloatBuffer;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory of an array, row after row, to be read and written in place. A view, or an array in another order, is laid
 * out in a copy first.
 *
 * @param array  whose memory it is: it must stay reachable as long as the memory is used
 * @param memory its numbers
 */
record Numbers(INDArray array, FloatBuffer memory) {
    static Numbers of(INDArray array) {
        INDArray plain = Exchange.plain(array) ? array : array.dup('c');
        return new Numbers(plain, plain.data().asNioFloat().slice());
    }
}
