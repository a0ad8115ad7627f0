/**
 * Texts and tables by name: the course's own, which come with it, and real ones, which are fetched once, checked
 * against their SHA-256 and kept in a cache. Readers of reviews, word vectors and translations. Small tasks that are
 * drawn at random and whose best result is known: {@link recurrent.data.MemoryTask}, {@link recurrent.data.FutureTags},
 * {@link recurrent.data.ReverseDigits}, {@link recurrent.data.CaptionToy}, {@link recurrent.data.CharacterPairs}.
 */
package recurrent.data;
