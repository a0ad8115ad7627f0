/**
 * Training: models that learn, the loop that trains them, its history, perplexity and files.
 *
 * <p>One update is always the same: loss and gradients of a batch, {@link recurrent.nn.Clipping},
 * {@link recurrent.train.Optimizer}. {@link recurrent.train.Trainer} repeats it for every kind of
 * {@link recurrent.train.Model}, as {@link recurrent.train.TrainingOptions} say, and tells every
 * {@link recurrent.train.TrainingListener} what it has come to. {@link recurrent.train.Checkpoint} keeps that in a file,
 * {@link recurrent.train.CheckpointFolder} a file for every epoch. Chapters 03, 08, 09 and 15 to 17.
 */
package recurrent.train;
