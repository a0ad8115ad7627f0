/**
 * Training: models that learn, the loop that trains them, its history, perplexity and checkpoints.
 *
 * <p>One update is always the same: loss and gradients of a batch, {@link recurrent.nn.Clipping},
 * {@link recurrent.train.Optimizer}. Chapters 03, 08 and 09.
 */
package recurrent.train;
