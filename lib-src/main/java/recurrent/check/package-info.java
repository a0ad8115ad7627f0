/**
 * Checks an exercise inside the notebook: runs its JUnit 5 tests on what the student wrote and answers with a report
 * and a number.
 *
 * <p>An exercise is a test class in {@code recurrent.exercises}. Its constructor takes the student's answer; each test
 * says in a sentence what it asks, what it is worth and one hint ({@link recurrent.check.Points}).
 */
package recurrent.check;
