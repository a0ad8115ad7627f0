package recurrent.grade;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import recurrent.check.Score;
import recurrent.grade.child.Cells;
import recurrent.i18n.Language;
import recurrent.kernel.Startup;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

/**
 * What a notebook scores in a kernel: its answers and their tests in this one process, without Jupyter. Nothing keeps
 * the code from harm, so it is for the course's own notebooks.
 *
 * @param scores   of the exercises, in order
 * @param problems cells that do not compile or fail, and calls of check cells that find nothing to call
 */
public record Rehearsal(List<Score> scores, List<String> problems) {
    /** Keeps copies. */
    public Rehearsal {
        scores = List.copyOf(scores);
        problems = List.copyOf(problems);
    }

    /**
     * Evaluates the cells of a notebook and checks every exercise.
     *
     * @param release   the notebook that students got: its check cells count
     * @param submitted the same with answers
     * @param language  of the messages
     * @return points and problems
     * @throws IOException if the library is incomplete
     */
    public static Rehearsal of(Notebook release, Notebook submitted, Language language) throws IOException {
        List<Score> scores = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (Cells cells = new Cells(System.getProperty("java.class.path"), Startup.imports())) {
            load(cells, release, submitted, problems);
            for (Cell cell : release.cells()) {
                if (cell.course("role").equals("check")) {
                    scores.add(Language.during(language, () -> check(cells, cell, problems)));
                }
            }
        }
        return new Rehearsal(scores, problems);
    }

    /**
     * What the check cells of a notebook hand over.
     *
     * @param solutions a notebook with answers
     * @return for each exercise the functions that its method check gets, in their order
     * @throws IOException if the library is incomplete, or a cell does not compile or fails
     */
    public static Map<String, List<Object>> functions(Notebook solutions) throws IOException {
        Map<String, List<Object>> functions = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        try (Cells cells = new Cells(System.getProperty("java.class.path"), Startup.imports())) {
            load(cells, solutions, solutions, problems);
            for (Cell cell : solutions.cells()) {
                if (cell.course("role").equals("check")) {
                    String exercise = cell.course("exercise");
                    Class<?>[] types = Marker.method(exercise).getParameterTypes();
                    functions.put(exercise, List.of(functions(cells, cell, types, problems)));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IOException(String.join("; ", problems));
        }
        return functions;
    }

    /**
     * How long check cells take.
     *
     * @param release   the notebook that students got
     * @param submitted the same with answers
     * @param rounds    how often each is checked again
     * @return seconds: for the first time and each round an array with a number for each check cell
     * @throws IOException if the library is incomplete, or an answer does not get all points
     */
    public static double[][] times(Notebook release, Notebook submitted, int rounds) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Cell> checks = release.cells().stream()
                .filter(cell -> cell.course("role").equals("check"))
                .toList();
        double[][] seconds = new double[rounds + 1][checks.size()];
        try (Cells cells = new Cells(System.getProperty("java.class.path"), Startup.imports())) {
            load(cells, release, submitted, problems);
            for (double[] round : seconds) {
                for (int i = 0; i < round.length; i++) {
                    long start = System.nanoTime();
                    Score score = check(cells, checks.get(i), problems);
                    round[i] = (System.nanoTime() - start) / 1e9;
                    if (!score.full()) {
                        throw new IOException(score.text());
                    }
                }
            }
        }
        return seconds;
    }

    private static void load(Cells cells, Notebook release, Notebook submitted, List<String> problems) {
        for (AnswerCell cell : Transplant.of(release, submitted).cells()) {
            if (!cell.role().equals("extra")) {
                String problem = cells.load(cell.source(), cell.role().equals("other"));
                if (!problem.isEmpty()) {
                    problems.add(
                            (cell.exercise().isEmpty() ? "a cell" : "exercise " + cell.exercise()) + ": " + problem);
                }
            }
        }
        cells.unresolved().forEach(name -> problems.add("a cell uses what is not defined: " + name));
    }

    /** A check cell whose call does not compile shows an error in a notebook: no points. */
    private static Score check(Cells cells, Cell cell, List<String> problems) {
        String exercise = cell.course("exercise");
        Method method = Marker.method(exercise);
        try {
            return (Score) method.invoke(null, functions(cells, cell, method.getParameterTypes(), problems));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(exercise + ": " + e.getCause(), e);
        }
    }

    /** What a check cell hands over; functions that fail where its call does not compile. */
    private static Object[] functions(Cells cells, Cell cell, Class<?>[] types, List<String> problems) {
        List<String> expressions = CheckCell.arguments(cell.source());
        Object[] functions = new Object[types.length];
        for (int i = 0; i < functions.length; i++) {
            Class<?> type = types[i];
            List<String> problem = new ArrayList<>();
            functions[i] =
                    i < expressions.size() ? cells.bind(expressions.get(i), type.getCanonicalName(), problem) : null;
            if (functions[i] == null || expressions.size() != types.length) {
                problems.add("exercise " + cell.course("exercise") + ": the call of the check cell does not compile: "
                        + String.join("; ", problem));
                functions[i] = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> {
                    throw new IllegalStateException("the call does not compile");
                });
            }
        }
        return functions;
    }
}
