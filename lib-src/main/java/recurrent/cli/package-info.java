/** {@code ./course}: one class per verb, and the set-up they share. Nothing else in the library depends on it. */
package recurrent.cli;
