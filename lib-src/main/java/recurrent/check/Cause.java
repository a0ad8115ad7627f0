package recurrent.check;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A mistake that would explain a wrong result: if the result looks like this, the message says so.
 *
 * @param wrong what comes out of the mistake
 * @param en    what it is, such as "Whh is transposed"
 * @param es    the same in Spanish
 */
public record Cause(INDArray wrong, String en, String es) {}
