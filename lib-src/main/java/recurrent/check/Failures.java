package recurrent.check;

import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import recurrent.i18n.Language;

/** Says what went wrong in words, and where in the student's code. */
final class Failures {
    private static final int MAX_MESSAGE = 400;
    /** JShell wraps a piece of code in a class of this name, and puts four lines before it. */
    private static final Pattern SNIPPET = Pattern.compile("REPL\\.\\$JShell\\$(\\d+)[A-Z]*(?:\\$(\\w+))?.*");

    private static final int LINES_BEFORE = 4;

    private Failures() {}

    static String notWritten() {
        return Language.pick("not written yet", "todavía sin escribir");
    }

    static String timeout(Throwable failure) {
        Matcher limit = Pattern.compile("after (\\d+ \\w+)").matcher(String.valueOf(failure.getMessage()));
        String time =
                limit.find() ? limit.group(1).replace("milliseconds", "ms").replaceAll("seconds?", "s") : "";
        if (Conditions.current() != null) {
            return Language.pick("no result after " + time, "ningún resultado después de " + time);
        }
        return Language.pick(
                "no result after " + time + ": an endless loop? It may go on in the background "
                        + "and slow down everything else, so restart the kernel (menu Kernel, Restart) before you go on",
                "ningún resultado después de " + time + ": ¿un bucle sin fin? Puede seguir en segundo plano "
                        + "y frenarlo todo, así que reinicia el kernel (menú Kernel, Restart) antes de continuar");
    }

    /** Whether the hint of a test may help: it is about wrong results, not about code that does not end. */
    static boolean hintHelps(Throwable failure) {
        return !(failure instanceof OutOfResources)
                && !(failure instanceof TimeoutException)
                && !AnswerFailure.isNoResult(failure)
                && !undefined(failure);
    }

    /** JShell lets code refer to what is not defined yet, and throws this when it runs. */
    private static boolean undefined(Throwable failure) {
        return className(failure).endsWith("SPIResolutionException");
    }

    /** Also of an exception that was thrown in another process. */
    private static String className(Throwable failure) {
        return failure instanceof AnswerFailure f
                ? f.type()
                : failure.getClass().getName();
    }

    /** What came back, in words. */
    static String explain(Throwable failure) {
        Throwable cause = failure instanceof OutOfResources ? failure.getCause() : failure;
        if (cause instanceof AssertionError && cause.getMessage() != null) {
            return shorten(cause.getMessage());
        }
        if (cause instanceof StackOverflowError) {
            return Language.pick(
                    "StackOverflowError: a method calls itself without end",
                    "StackOverflowError: un método se llama a sí mismo sin fin");
        }
        boolean report = Conditions.current() != null; // nobody sits at a kernel when a grader writes
        if (cause instanceof OutOfMemoryError && report) {
            return Language.pick(
                    "OutOfMemoryError: the memory ran out. Does a loop keep everything it makes?",
                    "OutOfMemoryError: se acabó la memoria. ¿Guarda un bucle todo lo que crea?");
        }
        if (cause instanceof OutOfMemoryError) {
            return Language.pick(
                    "OutOfMemoryError: the memory ran out. Does a loop keep everything it makes? "
                            + "If other cells fail now, restart the kernel",
                    "OutOfMemoryError: se acabó la memoria. ¿Guarda un bucle todo lo que crea? "
                            + "Si ahora fallan otras celdas, reinicia el kernel");
        }
        if (AnswerFailure.isNoResult(cause)) {
            return shorten(cause.getMessage());
        }
        if (undefined(cause) && report) {
            return Language.pick(
                    "the code uses something that no cell of the notebook defines: look for misspelt names",
                    "el código usa algo que ninguna celda del cuaderno define: busca nombres mal escritos");
        }
        if (undefined(cause)) {
            return Language.pick(
                    "the code uses something that is not defined (yet): run the cells above, "
                            + "and look for misspelt names",
                    "el código usa algo que no está definido (todavía): ejecuta las celdas anteriores "
                            + "y busca nombres mal escritos");
        }
        String name = className(cause);
        String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        String type = simple.matches("\\d*") ? name : simple;
        String message = message(cause);
        String what = message.isBlank() ? type : type + ": " + message;
        return where(failure).isEmpty()
                ? Language.pick("the answer could not be used: ", "no se pudo usar la respuesta: ") + what
                : Language.pick("the code ended with ", "el código terminó con ") + what;
    }

    /** Own getMessage methods of students may fail too. */
    private static String message(Throwable failure) {
        try {
            return failure.getMessage() == null ? "" : shorten(failure.getMessage());
        } catch (Throwable broken) {
            return "";
        }
    }

    private static String shorten(String text) {
        String trimmed = text.strip();
        return trimmed.length() <= MAX_MESSAGE ? trimmed : trimmed.substring(0, MAX_MESSAGE) + " …";
    }

    /** The innermost place in the student's code; empty if the failure did not pass through it. */
    static String where(Throwable failure) {
        String found = "";
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 10; t = t.getCause(), depth++) {
            String place = where(t.getStackTrace());
            found = place.isEmpty() ? found : place;
        }
        return found;
    }

    static String where(StackTraceElement[] frames) {
        for (StackTraceElement frame : frames) {
            Matcher snippet = SNIPPET.matcher(frame.getClassName());
            int line = frame.getLineNumber() - LINES_BEFORE;
            if (snippet.matches() && frame.getMethodName().contains("do_it$")) {
                return "#" + snippet.group(1); // not in a definition: another number of lines goes before it
            }
            if (snippet.matches() && line > 0) {
                String method = frame.getMethodName().replaceAll("lambda\\$(\\w+)\\$\\d+", "$1");
                String name = (snippet.group(2) == null ? "" : snippet.group(2) + ".") + method;
                return name + Language.pick(", line ", ", línea ") + line + " (#" + snippet.group(1) + ":" + line + ")";
            }
        }
        return "";
    }
}
