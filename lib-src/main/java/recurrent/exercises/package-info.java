/**
 * The exercises: for each one a test class, and the interface of what the student writes.
 *
 * <p>{@code ch07.Exercise07_2} belongs to chapter 07, exercise 2; {@link recurrent.exercises.names.ExerciseName} is where this
 * is written down. Its tests go from shapes over fixed numbers to properties; each one asks for one thing, is worth
 * points, and says what to try when it fails. They compare with numbers or with plain loops, never with the library's
 * own code path that the student was asked to write.
 */
package recurrent.exercises;
