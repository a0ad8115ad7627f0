/** The exercises of chapter 06, «Classical language models: n-grams and perplexity». */
package recurrent.exercises.ch06;
