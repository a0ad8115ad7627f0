/**
 * Networks written out, forward and backward, in the algebra of ND4J. It needs nothing else. Chapters 01 to 08, 11 to 14
 * and 17.
 *
 * <p>Rows are examples. Sizes have one letter each, always the same: {@code n} sequences in a batch, {@code T} time
 * steps, {@code d} inputs, {@code h} hidden units, {@code V} symbols. A sequence is an array of shape (T, n, features).
 * Arrays carry the names of the algebra ({@code Wxh}, {@code dWxh}), not Java names: the code should look like the
 * equation. A forward pass returns a record with all that the backward pass needs; nothing is kept in hidden fields.
 *
 * <p>{@code FLOAT} is for training, {@code DOUBLE} for checking gradients. {@link recurrent.nn.fast} computes the same
 * numbers, to about five digits, in less time.
 */
package recurrent.nn;
