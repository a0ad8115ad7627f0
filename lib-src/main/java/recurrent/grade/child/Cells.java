package recurrent.grade.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;

/** The cells of a notebook in a JShell of this very program, as the kernel of the course has them. */
public final class Cells implements AutoCloseable {
    private final JShell shell;

    /**
     * Starts JShell.
     *
     * @param classpath what cells may use
     * @param imports   lines of imports; those of packages that are not there are left out
     */
    public Cells(String classpath, List<String> imports) {
        shell = JShell.builder()
                .executionEngine("local")
                .compilerOptions("-cp", classpath, "-Xlint:none", "-proc:none")
                .build();
        imports.forEach(shell::eval);
    }

    /**
     * Evaluates one cell.
     *
     * @param source           of the cell
     * @param declarationsOnly whether statements are left out
     * @return what is wrong with it; empty if nothing
     */
    public String load(String source, boolean declarationsOnly) {
        String rest = source;
        String problem = "";
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            String code = next.source() == null ? rest : next.source();
            String after = next.source() == null ? "" : next.remaining();
            boolean declares = shell.sourceCodeAnalysis().sourceToSnippets(code).stream()
                    .allMatch(s -> s.kind().isPersistent());
            if (declares || !declarationsOnly) {
                String found = evaluate(code, source.length() - rest.length(), source);
                problem = problem.isEmpty() ? found : problem;
            }
            if (after.length() >= rest.length()) {
                break;
            }
            rest = after;
        }
        return problem;
    }

    private String evaluate(String code, int offset, String source) {
        for (SnippetEvent event : shell.eval(code)) {
            if (event.causeSnippet() != null) {
                continue; // an earlier cell that this one completes
            }
            if (event.status() == Snippet.Status.REJECTED) {
                return diagnosis(event.snippet(), offset, source);
            }
            if (event.exception() != null) {
                return thrown(event.exception());
            }
        }
        return "";
    }

    private String diagnosis(Snippet snippet, int offset, String source) {
        for (Diag diagnostic : shell.diagnostics(snippet).toList()) {
            if (diagnostic.isError()) {
                int place = (int) Math.max(0, Math.min(source.length(), offset + diagnostic.getPosition()));
                long line = source.substring(0, place)
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1;
                return "line " + line + ": "
                        + diagnostic
                                .getMessage(Locale.ENGLISH)
                                .lines()
                                .map(String::strip)
                                .reduce((a, b) -> a + " " + b)
                                .orElse("");
            }
        }
        return "it does not compile";
    }

    private static String thrown(JShellException exception) {
        return exception instanceof jdk.jshell.EvalException e
                ? e.getExceptionClassName() + (e.getMessage() == null ? "" : ": " + e.getMessage())
                : "it uses what is not defined";
    }

    /**
     * Whether a declaration waits for something that is not defined.
     *
     * @return true if other declarations might complete it
     */
    public boolean incomplete() {
        return shell.snippets()
                .filter(DeclarationSnippet.class::isInstance)
                .anyMatch(s -> shell.status(s) == Snippet.Status.RECOVERABLE_DEFINED
                        || shell.status(s) == Snippet.Status.RECOVERABLE_NOT_DEFINED);
    }

    /**
     * What declarations use that is not defined: they compile all the same, and fail when they run.
     *
     * @return a phrase for each, such as "variable y"
     */
    public List<String> unresolved() {
        return shell.snippets()
                .filter(DeclarationSnippet.class::isInstance)
                .flatMap(s -> shell.unresolvedDependencies((DeclarationSnippet) s))
                .distinct()
                .toList();
    }

    /**
     * The function that an expression of a check cell stands for.
     *
     * @param expression a lambda or a method reference
     * @param type       name of the interface, as source code has it
     * @param problem    gets a word if there is none
     * @return the function; null if there is none
     */
    public Object bind(String expression, String type, List<String> problem) {
        Bound.take();
        List<SnippetEvent> events =
                shell.eval("recurrent.grade.child.Bound.put(" + type + ".class, " + expression + ");");
        List<String> problems = new ArrayList<>();
        for (SnippetEvent event : events) {
            if (event.status() == Snippet.Status.REJECTED) {
                problems.add(diagnosis(event.snippet(), 0, expression).replaceFirst("^line \\d+: ", ""));
            } else if (event.exception() != null) {
                problems.add(thrown(event.exception()));
            }
        }
        Object function = Bound.take();
        if (function == null) {
            problem.add(problems.isEmpty() ? "there is no such function" : problems.get(0));
        }
        return function;
    }

    @Override
    public void close() {
        shell.close();
    }
}
