/**
 * Language models that count: n-grams, smoothing, completion. The models without a network that every network has to
 * beat. Chapter 06.
 */
package recurrent.ngram;
