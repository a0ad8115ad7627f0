package recurrent.grade;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

import recurrent.check.Conditions;
import recurrent.check.Score;
import recurrent.exercises.Exercises;
import recurrent.i18n.Language;
import recurrent.notebook.Cell;

/** Has the tests of an exercise call an answer. */
final class Marker {
    private final Session session;
    private final Transplant answers;
    private final Limits limits;
    private final Language language;

    Marker(Session session, Transplant answers, Limits limits, Language language) {
        this.session = session;
        this.answers = answers;
        this.limits = limits;
        this.language = language;
    }

    /**
     * Checks one exercise.
     *
     * @param check   the check cell of the release
     * @param variant numbers of the tests; 0 are those of the notebook
     * @return points and verdicts
     */
    Score mark(Cell check, long variant) {
        String exercise = check.course("exercise");
        Method method = method(exercise);
        List<String> expressions = CheckCell.arguments(check.source());
        Class<?>[] types = method.getParameterTypes();
        if (types.length != expressions.size()) {
            throw new IllegalStateException("exercise " + exercise + ": the check cell hands over " + expressions.size()
                    + " functions, its class takes " + types.length + "; run ./course release");
        }
        String state = answers.answered().getOrDefault(exercise, "missing");
        Object[] functions = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            functions[i] = state.equals("answered")
                    ? session.function(types[i], expressions.get(i), exercise)
                    : notWritten(types[i], exercise);
        }
        // more than its calls may take, so that it is the call that says what happened
        return new Conditions(limits.test().multipliedBy(8).plus(limits.start().multipliedBy(8)), language, variant)
                .during(() -> {
                    try {
                        return (Score) method.invoke(null, functions);
                    } catch (IllegalAccessException | InvocationTargetException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static Object notWritten(Class<?> type, String exercise) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("equals")
                        ? proxy == args[0]
                        : method.getName().equals("hashCode") ? 1 : exercise;
            }
            throw new UnsupportedOperationException(exercise + ": write me");
        });
    }

    /** The method check of the class of an exercise. */
    static Method method(String exercise) {
        try {
            return Exercises.find(exercise).check();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage() + "; build the course again", e);
        }
    }
}
