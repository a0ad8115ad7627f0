package recurrent.nn.fast;

/**
 * What the parts of a network need to know of one pack's way there and back.
 *
 * @param pack      which sequences
 * @param symbols   of all sequences of the batch, if the network reads symbols
 * @param seeds     of dropout, in the order of the stacks; none outside training
 * @param start     the state before the first step
 * @param last      receives the state after the last step
 * @param dLast     the gradient of the loss with respect to it
 * @param dStart    receives the gradient with respect to the state before the first step
 * @param gradients of each cell, receive what this pack brings
 */
record Pass(
        Pack pack,
        int[][] symbols,
        long[] seeds,
        States start,
        States last,
        States dLast,
        States dStart,
        CellGradients[] gradients) {

    /** Both ways of a network that reads symbols; nothing beside what it says has a loss. */
    static Pass symbols(
            Pack pack, int[][] symbols, long[] seeds, States start, States last, CellGradients[] gradients) {
        return new Pass(pack, symbols, seeds, start, last, States.NONE, States.NONE, gradients);
    }

    /** The way there. */
    static Pass there(Pack pack, long[] seeds, States start, States last) {
        return new Pass(pack, new int[0][], seeds, start, last, States.NONE, States.NONE, new CellGradients[0]);
    }

    /** The way back. */
    static Pass back(Pack pack, long[] seeds, States dLast, States dStart, CellGradients[] gradients) {
        return new Pass(pack, new int[0][], seeds, States.NONE, States.NONE, dLast, dStart, gradients);
    }
}
