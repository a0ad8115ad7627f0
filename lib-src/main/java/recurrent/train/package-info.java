/**
 * Training: models that learn, the loop that trains them, its history, perplexity and checkpoints.
 *
 * <p>One update is always the same: loss and gradients of a batch, {@link recurrent.nn.Clipping},
 * {@link recurrent.train.Optimizer}. {@link recurrent.train.Fit} repeats it for every kind of
 * {@link recurrent.train.Model}; {@link recurrent.train.Trainer} is its front for language models.
 * {@link recurrent.train.Snapshot} and {@link recurrent.train.Checkpoints} keep any of them in files,
 * {@link recurrent.train.Checkpoint} the one of chapter 09. Chapters 03, 08, 09 and 15 to 17.
 */
package recurrent.train;
