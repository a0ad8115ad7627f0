package recurrent.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

import recurrent.i18n.Language;

/** One check of one answer: hears from JUnit how each test ended, and makes the score of it. */
final class Run implements TestExecutionListener {
    /** A second endless loop says nothing new, and each one costs the reader the whole time limit. */
    private static final int TIMEOUTS_ALLOWED = 2;

    private final Sheet sheet;
    private final Object answer;
    private final Map<String, TestResult> results = new HashMap<>();
    private volatile Thread testThread;
    private int timeouts;

    Run(Sheet sheet, Object answer) {
        this.sheet = sheet;
        this.answer = answer;
    }

    Object answer() {
        return answer;
    }

    boolean ranOutOfTime() {
        return timeouts > 0;
    }

    void testRunsOn(Thread thread) {
        testThread = thread;
    }

    /** Why a test cannot be run now; null if it can. */
    synchronized String reasonNotToRun(Method test) {
        if (timeouts >= TIMEOUTS_ALLOWED && Conditions.current() == null) {
            return Language.pick(
                    "not run, because other tests had run out of time",
                    "sin ejecutar, porque a otras pruebas se les acabó el tiempo");
        }
        NeedsPassed needs = test.getAnnotation(NeedsPassed.class);
        if (needs != null) {
            for (String name : needs.value()) {
                TestResult result = results.get(name);
                if (result == null || result.status() != Status.PASS) {
                    return Language.pick(
                            "NOT RUN until “" + sheet.asked(name) + "” passes",
                            "SIN EJECUTAR hasta que “" + sheet.asked(name) + "” esté bien");
                }
            }
        }
        return null;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        task(test).ifPresent(task -> results.put(task.name(), notFailed(task, Status.NOT_RUN, reason)));
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult execution) {
        task(test).ifPresent(task -> {
            Throwable failure = execution.getThrowable().orElse(null);
            if (execution.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                results.put(task.name(), notFailed(task, Status.PASS, ""));
            } else if (NotWrittenYet.isCauseOf(failure)) {
                results.put(task.name(), notFailed(task, Status.NOT_RUN, Failures.notWritten()));
            } else {
                results.put(task.name(), failed(task, failure));
            }
            testThread = null;
        });
    }

    private TestResult failed(Sheet.Task task, Throwable failure) {
        String message = Failures.explain(failure);
        String where = Failures.where(failure);
        Thread thread = testThread;
        if (failure instanceof TimeoutException && thread != null) {
            timeouts++;
            message = Failures.timeout(failure);
            where = Failures.where(thread.getStackTrace());
            Captured.leaveBehind(thread);
        }
        return new TestResult(
                task.name(),
                task.asked(),
                0,
                task.points(),
                Status.FAIL,
                message,
                Failures.hintHelps(failure) ? task.hint() : "",
                where);
    }

    private Optional<Sheet.Task> task(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .flatMap(name -> sheet.tasks().stream()
                        .filter(task -> task.name().equals(name))
                        .findFirst());
    }

    private static TestResult notFailed(Sheet.Task task, Status status, String message) {
        return new TestResult(
                task.name(),
                task.asked(),
                status == Status.PASS ? task.points() : 0,
                task.points(),
                status,
                message,
                "",
                "");
    }

    /**
     * The results of all tests of the sheet, also of those that JUnit never came to.
     *
     * @param broken what ended the run early; null if nothing did
     */
    synchronized List<TestResult> results(Throwable broken) {
        List<TestResult> all = new ArrayList<>();
        for (Sheet.Task task : sheet.tasks()) {
            TestResult result = results.get(task.name());
            all.add(
                    result != null
                            ? result
                            : notFailed(
                                    task,
                                    Status.NOT_RUN,
                                    Language.pick(
                                                    "not run, because the check broke off",
                                                    "sin ejecutar, porque la comprobación se interrumpió")
                                            + (broken == null ? "" : ": " + Failures.explain(broken))));
        }
        return List.copyOf(all);
    }

    /** Whether nothing of the answer is written yet: a fresh exercise. */
    synchronized boolean untouched() {
        String notWritten = Failures.notWritten();
        return results.values().stream().noneMatch(r -> r.status() == Status.PASS || r.status() == Status.FAIL)
                && results.values().stream().anyMatch(r -> r.message().equals(notWritten));
    }
}
