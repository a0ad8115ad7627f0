/**
 * Writing: {@link recurrent.generate.Generator} continues a text with whatever reads symbols and scores what may follow
 * ({@link recurrent.generate.SymbolReader}): a network of any layer, counts of n-grams, a network of DeepLearning4j. The
 * most likely symbol, one drawn at random ({@link recurrent.generate.Sampling}), or the best of many beginnings. Chapters
 * 06, 09 and 15.
 */
package recurrent.generate;
