/** Writing with a trained model: the most likely symbol, or one drawn at random. Chapter 09. */
package recurrent.generate;
