/**
 * The same networks with a library, DeepLearning4j: ready-made models, the axes it wants, and weights copied between it
 * and the networks written by hand, so that the two can be held against each other. Chapters 10, 11, 13, 15 and 16.
 */
package recurrent.dl4j;
