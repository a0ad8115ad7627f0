package recurrent.text;

/**
 * A minibatch for a language model: what it reads, and what it should have said. Chapter 05.
 *
 * @param inputs  n sequences of T symbols
 * @param targets the same sequences one symbol later: {@code targets[i][t]} follows {@code inputs[i][t]} in the text
 */
public record Batch(int[][] inputs, int[][] targets) {
    /** Checks that inputs and targets have the same n and T. */
    public Batch {
        if (inputs.length == 0 || inputs.length != targets.length) {
            throw new IllegalArgumentException("batch: expected as many target as input sequences, at least one; got "
                    + inputs.length + " and " + targets.length);
        }
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].length == 0
                    || inputs[i].length != inputs[0].length
                    || targets[i].length != inputs[0].length) {
                throw new IllegalArgumentException("batch: expected every sequence to have " + inputs[0].length
                        + " symbols, at least one; sequence " + i + " has " + inputs[i].length + " inputs and "
                        + targets[i].length + " targets");
            }
        }
    }

    /** {@return the number of sequences n: n} */
    public int sequences() {
        return inputs.length;
    }

    /** {@return the number of time steps T: T} */
    public int steps() {
        return inputs[0].length;
    }
}
