/**
 * Texts and tables by name: the course's own, which come with it, and real ones, which are fetched once, checked
 * against their SHA-256 and kept in a cache.
 */
package recurrent.data;
