package recurrent.train;

import recurrent.nn.Parameters;

/**
 * What one batch says about a model. Chapters 03 and 09.
 *
 * @param loss      mean cross-entropy of all its predictions, in nats
 * @param gradients gradient of the loss with respect to every parameter, under the parameter's name
 */
public record LossAndGradients(double loss, Parameters gradients) {}
