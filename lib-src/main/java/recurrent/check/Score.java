package recurrent.check;

import java.util.ArrayList;
import java.util.List;

import recurrent.i18n.Language;

/**
 * The result of a check: {@link #html()} for a notebook, {@link #text()} for a terminal, and {@link #toString()} the
 * plain points, which is what nbgrader reads.
 *
 * @param exercise id of the exercise, such as "07.2"
 * @param title    its title in the language of the report
 * @param points   earned, between 0 and max
 * @param max      of all tests
 * @param tests    the results in order
 * @param notice   one sentence about the whole, or empty
 * @param output   what the answer printed, cut to 100 lines or 8 kB
 * @param language of the report
 */
public record Score(
        String exercise,
        String title,
        double points,
        double max,
        List<TestResult> tests,
        String notice,
        String output,
        Language language) {

    /** Keeps the promise that every grader builds on: a finite number between 0 and max. */
    public Score {
        tests = List.copyOf(tests);
        if (!(max >= 0) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("max: expected a finite number of points, got " + max);
        }
        points = points >= 0 ? Math.min(points, max) : 0; // NaN becomes 0
    }

    static Score of(Sheet sheet, List<TestResult> tests, String notice, String output) {
        return new Score(
                sheet.id(),
                sheet.title(),
                tests.stream().mapToDouble(TestResult::points).sum(),
                sheet.max(),
                tests,
                notice,
                output,
                Language.current());
    }

    /** A score for an exercise that is itself defective. */
    static Score broken(String name, String reason) {
        return new Score(
                name,
                "",
                0,
                0,
                List.of(),
                Language.pick(
                                "This exercise has a defect; it is not your fault: ",
                                "Este ejercicio tiene un defecto; no es culpa tuya: ")
                        + reason,
                "",
                Language.current());
    }

    /**
     * Whether all points were earned.
     *
     * @return false also for an exercise without points
     */
    public boolean full() {
        return max > 0 && tests.stream().allMatch(test -> test.status() == Status.PASS);
    }

    /**
     * The names of the tests that did not pass, in order.
     *
     * @return names of methods; empty if all passed
     */
    public List<String> lost() {
        List<String> names = new ArrayList<>();
        for (TestResult test : tests) {
            if (test.status() != Status.PASS) {
                names.add(test.name());
            }
        }
        return names;
    }

    /**
     * The report for a notebook: one section with a table, readable without colours and by screen readers.
     *
     * @return HTML in which everything that came from an answer is escaped
     */
    public String html() {
        return Report.html(this);
    }

    /**
     * The report for a terminal.
     *
     * @return several lines
     */
    public String text() {
        return Report.text(this);
    }

    /**
     * The points as a plain number.
     *
     * @return such as "2.5"
     */
    @Override
    public String toString() {
        return Double.toString(points);
    }
}
