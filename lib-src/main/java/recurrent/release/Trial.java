package recurrent.release;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import recurrent.check.Conditions;
import recurrent.check.Score;
import recurrent.exercises.names.ExerciseName;
import recurrent.grade.Rehearsal;
import recurrent.i18n.Language;
import recurrent.notebook.Notebook;

/**
 * Tries exercises before students get them: the solutions of the notebook must get all points, the untouched notebook
 * none, and the wrong answers of the exercise's tables must lose what the tables say. The tables stand in the test
 * classes (docs/authoring.md), so these have to be on the class path.
 */
final class Trial {
    /** The right answer, the untouched exercise and three wrong ones. */
    private static final int LEAST = 5;

    /** More than a notebook gives a test: a busy machine is no reason to refuse. */
    private static final Conditions PATIENT = new Conditions(Duration.ofSeconds(60), Language.EN, 0);

    private static final Logger JUNIT_LOG = Logger.getLogger("org.junit");

    private Trial() {}

    /**
     * Tries a notebook.
     *
     * @param solutions with solutions
     * @param exercises what students get
     * @return one sentence for each exercise that does not grade; empty if all do
     */
    static List<String> notebook(Notebook solutions, Notebook exercises) {
        List<String> problems = new ArrayList<>();
        try {
            Rehearsal solved = Rehearsal.of(exercises, solutions, Language.EN);
            solved.problems().forEach(problem -> problems.add("solution, " + problem));
            for (Score score : solved.scores()) {
                if (!score.full() || score.points() != score.max()) {
                    problems.add("exercise " + score.exercise() + ": the solution gets " + points(score) + "; it loses "
                            + String.join(", ", score.lost()) + messages(score));
                }
            }
            Rehearsal untouched = Rehearsal.of(exercises, exercises, Language.EN);
            untouched.problems().forEach(problem -> problems.add("untouched notebook, " + problem));
            for (Score score : untouched.scores()) {
                if (score.points() != 0) {
                    problems.add("exercise " + score.exercise() + ": the untouched exercise gets " + points(score));
                }
            }
        } catch (IOException | IllegalStateException e) {
            problems.add("the notebook cannot be tried: " + e.getMessage());
        }
        return problems;
    }

    private static String points(Score score) {
        return score + " of " + score.max() + " points";
    }

    private static String messages(Score score) {
        StringBuilder all = new StringBuilder();
        score.tests().stream()
                .filter(test -> !test.message().isEmpty())
                .forEach(test ->
                        all.append("; ").append(test.name()).append(": ").append(test.message()));
        return all.toString();
    }

    /**
     * Runs the tables of wrong answers.
     *
     * @param exercises such as "07.2"
     * @return one sentence for each exercise without a table, and for each answer that does not get what it must
     */
    static List<String> wrongAnswers(Collection<String> exercises) {
        Map<String, TreeSet<String>> chapters = new TreeMap<>();
        exercises.forEach(exercise -> chapters.computeIfAbsent(exercise.substring(0, 2), c -> new TreeSet<>())
                .add(exercise));
        List<String> problems = new ArrayList<>();
        chapters.forEach((chapter, ids) -> {
            String name = ExerciseName.tables(chapter);
            try {
                problems.addAll(table(Class.forName(name), ids));
            } catch (ClassNotFoundException e) {
                ids.forEach(id -> problems.add("exercise " + id + ": no wrong answers: there is no class " + name));
            }
        });
        return problems;
    }

    /** Of a failed comparison what was compared, without the report of the answer before it. */
    static String words(Throwable failure) {
        if (failure instanceof ExceptionInInitializerError e && e.getCause() != null) {
            return words(e.getCause()); // a table that asks for a solution that is not there
        }
        String message = String.valueOf(failure.getMessage());
        int compared = message.lastIndexOf("==> ");
        return compared >= 0
                ? message.substring(compared + 4)
                : message.lines().findFirst().orElse("");
    }

    private static void execute(Class<?> tests, TestExecutionListener listener) {
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestEngineAutoRegistration(false)
                        .enableTestExecutionListenerAutoRegistration(false)
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .enableLauncherDiscoveryListenerAutoRegistration(false)
                        .enablePostDiscoveryFilterAutoRegistration(false)
                        .addTestEngines(new JupiterTestEngine())
                        .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(tests))
                                .enableImplicitConfigurationParameters(false)
                                .build(),
                        listener);
    }

    private static List<String> table(Class<?> tests, Collection<String> ids) {
        List<String> problems = new ArrayList<>();
        Map<String, Integer> tried = new LinkedHashMap<>();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                String name = test.getDisplayName();
                if (test.isTest()) {
                    ids.stream()
                            .filter(id -> name.startsWith(id + ": "))
                            .forEach(id -> tried.merge(id, 1, Integer::sum));
                }
                if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    problems.add((test.isTest() ? "exercise " + name : tests.getSimpleName() + "." + name) + ": "
                            + result.getThrowable().map(Trial::words).orElse("failed"));
                }
            }
        };
        Level level = JUNIT_LOG.getLevel();
        JUNIT_LOG.setLevel(Level.OFF); // it would log what fails, and that is said here
        try {
            PATIENT.during(() -> {
                execute(tests, listener);
                return null;
            });
        } finally {
            JUNIT_LOG.setLevel(level);
        }
        for (String id : ids) {
            if (tried.getOrDefault(id, 0) < LEAST) {
                problems.add("exercise " + id + ": " + tests.getSimpleName()
                        + " has no table for it with the right answer, the untouched exercise and three wrong answers");
            }
        }
        return problems;
    }
}
