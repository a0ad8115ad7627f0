package recurrent.check;

/**
 * The result of one test of an exercise.
 *
 * @param name    of the test method
 * @param asked   what it asks, in a sentence
 * @param points  earned
 * @param of      what it is worth
 * @param status  how it ended
 * @param message what came back, or why it was not run; empty if it passed
 * @param hint    one hint; empty unless it failed
 * @param where   place in the student's code, such as {@code OneStep.step, line 3 (#13:3)}; empty if unknown
 */
public record TestResult(
        String name,
        String asked,
        double points,
        double of,
        Status status,
        String message,
        String hint,
        String where) {}
