/** Makes the exercises that students get, {@code exercises/}, from the only hand-written form, {@code solutions/}. */
package recurrent.release;
