package recurrent.nn.fast;

/** One pack of sequences on its way through a part of a network, and back. Keeps on the way what the way back needs. */
interface Flow {
    /**
     * All steps.
     *
     * @param pass which sequences, and their states
     * @param X    what it reads; {@code null} if it reads the symbols of the pass
     * @return what it says, until the next call
     */
    Block forward(Pass pass, Block X);

    /**
     * Backpropagation through time for the last {@link #forward}.
     *
     * @param pass the same
     * @param dY   gradient of what it said
     * @param dX   receives the gradient of what it read; {@code null} if nobody wants it
     * @param beta 0 to put it there, 1 to add it
     */
    void backward(Pass pass, Block dY, Block dX, float beta);
}
