package recurrent.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import recurrent.check.Score;
import recurrent.notebook.Cell;

/**
 * Holds the numbers of hidden tests to the course's own solution: a test that the solution loses with them says nothing
 * about a student.
 */
final class Fairness implements AutoCloseable {
    private record Solution(Session session, Marker marker) {}

    private final Course course;
    private final Sandbox sandbox;
    private final Limits limits;
    private final Map<String, Solution> solutions = new ConcurrentHashMap<>();

    Fairness(Course course, Sandbox sandbox, Limits limits) {
        this.course = course;
        this.sandbox = sandbox;
        this.limits = limits;
    }

    /**
     * The tests that a student lost and the solution loses too.
     *
     * @param release the notebook
     * @param check   its check cell
     * @param variant numbers of the tests
     * @param score   of the student
     * @return names of tests; empty if the numbers are fair, or there is no solution to ask
     */
    List<String> unfair(Course.Release release, Cell check, long variant, Score score) {
        if (release.solution() == null) {
            return List.of();
        }
        Solution solution = solutions.computeIfAbsent(release.language() + release.chapter(), name -> {
            Transplant answers = Transplant.of(release.notebook(), release.solution());
            Session session = new Session(
                    () -> Child.start(course, sandbox, limits, release.language()), limits, answers.cells());
            return new Solution(session, new Marker(session, answers, limits, release.language()));
        });
        List<String> unfair = new ArrayList<>(score.lost());
        synchronized (solution) {
            unfair.retainAll(solution.marker().mark(check, variant).lost());
            if (solution.session().trouble()) {
                return List.of();
            }
        }
        return unfair;
    }

    @Override
    public void close() {
        solutions.values().forEach(solution -> solution.session().close());
    }
}
