package recurrent.check;

import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import recurrent.i18n.Language;

/**
 * Checks an answer to an exercise with the JUnit 5 tests of the exercise, inside the notebook.
 *
 * <p>Whatever the answer does, {@link #run} returns a score: it throws nothing, prints nothing, and the points are a
 * number between 0 and the maximum. What cannot be survived inside one process is {@code System.exit}.
 */
public final class Check {
    private static final Duration TIME_FOR_A_TEST = Duration.ofSeconds(10);
    private static final Logger JUNIT_LOG = Logger.getLogger("org.junit");

    private Check() {}

    /**
     * Runs the tests of an exercise on an answer.
     *
     * @param exercise a class with {@link Exercise}, whose constructor takes the answer
     * @param answer   what the student wrote, as the type of that constructor's parameter
     * @return points and verdicts
     */
    public static Score run(Class<?> exercise, Object answer) {
        return run(exercise, answer, TIME_FOR_A_TEST);
    }

    static Score run(Class<?> exercise, Object answer, Duration timeForATest) {
        Conditions conditions = Conditions.current();
        if (conditions != null) {
            return run(exercise, conditions.way().apply(answer), conditions.timeForATest(), false);
        }
        synchronized (Check.class) { // what is captured belongs to the whole process
            return run(exercise, answer, timeForATest, true);
        }
    }

    private static Score run(Class<?> exercise, Object answer, Duration timeForATest, boolean inNotebook) {
        Sheet sheet;
        try {
            sheet = Sheet.of(exercise, Language.current());
        } catch (Throwable defect) {
            return Score.broken(exercise == null ? "?" : exercise.getSimpleName(), String.valueOf(defect.getMessage()));
        }
        if (answer == null) {
            return Score.of(
                    sheet,
                    new Run(sheet, null).results(null),
                    Language.pick(
                            "There is no answer here yet (null).", "Aquí no hay todavía ninguna respuesta (null)."),
                    "");
        }
        Run run = new Run(sheet, answer);
        String output = "";
        Throwable broken = null;
        try (Captured captured = inNotebook ? new Captured() : null) {
            try {
                execute(exercise, run, timeForATest);
            } catch (Throwable t) { // JUnit passes some errors on and leaves the rest of the plan
                broken = t;
            }
            output = captured == null ? "" : captured.text();
        }
        Score score =
                Score.of(sheet, run.results(broken), inNotebook || run.untouched() ? notice(sheet, run) : "", output);
        if (inNotebook) {
            ProgressFile.record(score);
        }
        return score;
    }

    private static String notice(Sheet sheet, Run run) {
        if (run.untouched() && Conditions.current() != null) {
            return Language.pick(
                    "Exercise " + sheet.id() + " is not written: the notebook holds it as it was handed out.",
                    "El ejercicio " + sheet.id() + " no está escrito: en el cuaderno está tal como se repartió.");
        }
        if (run.untouched()) {
            return Language.pick(
                    "Exercise " + sheet.id() + " is not written yet. "
                            + "Write your answer in the cell above, run that cell, then this one.",
                    "El ejercicio " + sheet.id() + " todavía no está escrito. "
                            + "Escribe tu respuesta en la celda anterior, ejecuta esa celda y después esta.");
        }
        return run.ranOutOfTime()
                ? Language.pick(
                        "Time ran out. Restart the kernel before you go on.",
                        "Se acabó el tiempo. Reinicia el kernel antes de continuar.")
                : "";
    }

    private static void execute(Class<?> exercise, Run run, Duration time) {
        String id = UUID.randomUUID().toString();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(exercise))
                .enableImplicitConfigurationParameters(false)
                .configurationParameter(AnswerExtension.RUN, id)
                .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
                .configurationParameter(
                        "junit.jupiter.execution.timeout.testable.method.default",
                        time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms")
                .build();
        // engines found on the class path would run too, and a notebook's class loader may hide them
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build();
        Level level = JUNIT_LOG.getLevel();
        JUNIT_LOG.setLevel(Level.OFF); // it logs to standard error, which some graders take for failure
        AnswerExtension.RUNS.put(id, run);
        try {
            LauncherFactory.create(config).execute(request, run);
        } finally {
            AnswerExtension.RUNS.remove(id);
            JUNIT_LOG.setLevel(level);
        }
    }
}
