/**
 * From text to symbols: cleaning, tokens, vocabulary, windows and batches.
 *
 * <p>The data flows in this order: {@link recurrent.text.Cleaning} → {@link recurrent.text.Tokenizer} →
 * {@link recurrent.text.Vocabulary} → {@link recurrent.text.Corpus} → {@link recurrent.text.Windows} →
 * {@link recurrent.text.Batch}. {@link recurrent.text.TextCodec} knows the way there and back. Letters for sizes are the
 * same in the whole course: {@code n} sequences in a batch, {@code T} time steps, {@code V} symbols of the vocabulary.
 * Taught in chapters 05 and 07. For whole sentences of different lengths there are {@link recurrent.text.Padding} and
 * {@link recurrent.text.BagOfWords}.
 */
package recurrent.text;
