package recurrent.grade;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import recurrent.check.AnswerFailure;
import recurrent.grade.wire.Control;
import recurrent.grade.wire.Functions;
import recurrent.grade.wire.WireException;
import recurrent.i18n.Language;

/**
 * The answers of one notebook, running in a child. A child that ends, loops or breaks the rules is replaced by a fresh
 * one before the next call, so it costs no more than the test that it happened in.
 */
final class Session implements AutoCloseable {
    /** How children come into being. */
    @FunctionalInterface
    interface Starter {
        Child start() throws IOException;
    }

    private static final int MAX_CHILDREN = 60;

    private final Starter starter;
    private final Limits limits;
    private final List<AnswerCell> cells;
    private final Map<Integer, String> modes = new HashMap<>(); // of cells that did harm: "declare", then "skip"
    private final Map<String, String> problems = new LinkedHashMap<>(); // by exercise
    private final Map<String, String> bound = new HashMap<>(); // in the present child
    private final StringBuilder output = new StringBuilder();
    private Child child;
    private int children;
    private boolean trouble;

    Session(Starter starter, Limits limits, List<AnswerCell> cells) {
        this.starter = starter;
        this.limits = limits;
        this.cells = List.copyOf(cells);
    }

    /** How many processes were needed. */
    int children() {
        return children;
    }

    /** Whether something failed that the answers have nothing to do with. */
    boolean trouble() {
        return trouble;
    }

    /** What the answers printed since this was last asked. */
    String output() {
        String text = output.toString();
        output.setLength(0);
        return text;
    }

    /**
     * An object whose calls are answered by the student's code.
     *
     * @param type       a functional interface of an exercise
     * @param expression of the check cell
     * @param exercise   such as "07.2"
     * @return the object
     */
    Object function(Class<?> type, String expression, String exercise) {
        Method called = Functions.method(type);
        InvocationHandler handler = (proxy, method, args) -> {
            if (method.equals(called)) {
                return call(type, expression, exercise, args);
            }
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, args == null ? new Object[0] : args);
            }
            return switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == args[0];
                default -> expression;
            };
        };
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private synchronized Object call(Class<?> type, String expression, String exercise, Object[] args)
            throws Throwable {
        return guarded(() -> {
            ready();
            String number = bound.get(type.getName() + " " + expression);
            if (number == null) {
                number = control("bind", List.of(type.getName(), expression)).get(0);
                bound.put(type.getName() + " " + expression, number);
            }
            if (number.startsWith("!")) {
                throw AnswerFailure.of(
                        noFunction(exercise, expression, number.substring(1).strip()));
            }
            child.limit(limits.test());
            return child.peer().call(Integer.parseInt(number), type, args);
        });
    }

    private String noFunction(String exercise, String expression, String problem) {
        String own = problems.getOrDefault(exercise, "");
        if (!own.isEmpty()) {
            return Language.pick("the cell does not compile: ", "la celda no compila: ") + own;
        }
        return Language.pick("there is no " + expression + " to call: ", "no existe " + expression + " para llamarlo: ")
                + problem;
    }

    /** Work with a child. */
    @FunctionalInterface
    private interface Work {
        Object run() throws Throwable;
    }

    private Object guarded(Work work) throws Throwable {
        try {
            return work.run();
        } catch (TimeoutException e) {
            drop();
            throw AnswerFailure.of(Language.pick(
                    "no result after " + limits.test().toSeconds() + " s: an endless loop?",
                    "ningún resultado después de " + limits.test().toSeconds() + " s: ¿un bucle sin fin?"));
        } catch (EOFException e) {
            throw AnswerFailure.of(ended());
        } catch (WireException e) {
            drop();
            throw AnswerFailure.of(Language.pick("what came back cannot be used: ", "lo que volvió no se puede usar: ")
                    + e.getMessage());
        } catch (IOException e) { // it went away while something was sent to it
            throw AnswerFailure.of(ended());
        } catch (InterruptedException e) {
            drop();
            throw AnswerFailure.of(Language.pick("stopped: no time left", "detenido: no queda tiempo"));
        } finally {
            if (child != null && output.length() < 20_000) {
                output.append(child.peer().output());
            }
        }
    }

    private String ended() {
        int status = -1;
        try {
            status = child == null ? -1 : child.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop();
        return status > 128
                ? Language.pick(
                        "the program died (signal " + (status - 128) + "): out of memory?",
                        "el programa murió (señal " + (status - 128) + "): ¿sin memoria?")
                : Language.pick(
                        "the code ended the program (System.exit?)", "el código terminó el programa (¿System.exit?)");
    }

    /** A child that has read the cells. */
    private void ready() throws Throwable {
        if (child != null && child.alive()) {
            return;
        }
        drop();
        while (true) {
            if (++children > MAX_CHILDREN) {
                throw AnswerFailure.of(Language.pick(
                        "too many processes had to be started for this notebook",
                        "hubo que iniciar demasiados procesos para este cuaderno"));
            }
            if (trouble || !started()) {
                trouble = true;
                throw AnswerFailure.of(Language.pick(
                        "the grader could not start a process; this is not your fault",
                        "el corrector no pudo iniciar un proceso; no es culpa tuya"));
            }
            if (loadAll()) {
                return;
            }
        }
    }

    /** A busy machine may need a second try. */
    private boolean started() throws Throwable {
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                child = starter.start();
                child.limit(limits.start());
                control("load", List.of());
                return true;
            } catch (TimeoutException | IOException e) {
                drop();
            }
        }
        return false;
    }

    /** False if a cell did harm: then its mode is another one for the next child. */
    private boolean loadAll() throws Throwable {
        problems.clear();
        List<String> extra = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            AnswerCell cell = cells.get(i);
            String mode = modes.getOrDefault(i, "load");
            if (cell.role().equals("extra")) {
                if (mode.equals("skip")) {
                    continue;
                }
                extra.addAll(List.of(cell.role(), cell.source()));
            } else if (mode.equals("skip")) {
                problems.putIfAbsent(
                        cell.exercise(), Language.pick("it does not come to an end", "no llega a terminar"));
            } else {
                try {
                    child.limit(limits.test());
                    note(cell, control(mode, List.of(cell.role(), cell.source())));
                } catch (TimeoutException | IOException e) {
                    modes.put(i, mode.equals("load") ? "declare" : "skip");
                    drop();
                    return false;
                }
            }
        }
        if (!extra.isEmpty()) {
            try {
                child.limit(limits.test());
                control("load", extra);
            } catch (TimeoutException | IOException e) {
                for (int i = 0; i < cells.size(); i++) {
                    if (cells.get(i).role().equals("extra")) {
                        modes.put(i, "skip");
                    }
                }
                drop();
                return false;
            }
        }
        return true;
    }

    private void note(AnswerCell cell, List<String> results) {
        for (String result : results) {
            String problem = result.substring(result.indexOf(' ') + 1);
            if (!problem.isEmpty()) {
                problems.putIfAbsent(cell.exercise(), problem);
            }
        }
    }

    private List<String> control(String what, List<String> arguments) throws Throwable {
        List<String> texts = new ArrayList<>();
        for (Object one : (List<?>) child.peer().call(Control.NUMBER, Control.class, new Object[] {what, arguments})) {
            if (!(one instanceof String text)) {
                throw new WireException("expected text");
            }
            texts.add(text);
        }
        if (what.equals("bind") && (texts.size() != 1 || !texts.get(0).matches("(?s)\\d{1,9}|!.*"))) {
            throw new WireException("expected the number of a function");
        }
        return texts;
    }

    private void drop() {
        bound.clear();
        if (child != null) {
            child.close();
            child = null;
        }
    }

    @Override
    public synchronized void close() {
        drop();
    }
}
