package recurrent.notebook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * Reads cells as the kernel does: JShell takes them apart and says what each part is. Nothing is evaluated. One object
 * reads any number of cells, one after the other.
 */
final class JavaText implements AutoCloseable {
    /**
     * A declaration, a statement or an expression that stands outside all braces.
     *
     * @param source   as it stands in the cell, comments included
     * @param snippets what JShell makes of it: several for {@code int a = 1, b = 2;}, none of what declares nothing
     */
    record Part(String source, List<Snippet> snippets) {
        boolean isImport() {
            return snippets.stream().anyMatch(ImportSnippet.class::isInstance);
        }

        /** The types that it declares, not those inside them. */
        Set<String> types() {
            Set<String> names = new LinkedHashSet<>();
            for (Snippet snippet : snippets) {
                if (snippet instanceof TypeDeclSnippet type) {
                    names.add(type.name());
                }
            }
            return names;
        }

        /** The types and methods that it declares. */
        Set<String> declared() {
            Set<String> names = types();
            for (Snippet snippet : snippets) {
                if (snippet instanceof MethodSnippet method) {
                    names.add(method.name());
                }
            }
            return names;
        }

        /** The variables with a value that it declares, each by its type as it is written. */
        List<Variable> variables() {
            List<String> words = JavaTokens.words(source);
            int equals = words.indexOf("=");
            if (equals < 0) {
                return List.of();
            }
            Set<String> uses = new LinkedHashSet<>(words.subList(equals + 1, words.size()));
            if (inferred(words)) {
                return List.of(new Variable("var", uses));
            }
            return snippets.stream()
                    .filter(VarSnippet.class::isInstance)
                    .map(variable -> new Variable(((VarSnippet) variable).typeName(), uses))
                    .toList();
        }

        /** Whether it begins with var, behind annotations: JShell knows no such variable before its value has a type. */
        private static boolean inferred(List<String> words) {
            int first = 0;
            while (words.get(first).equals("@") || words.get(first).equals("final")) {
                first += words.get(first).equals("@") ? 2 : 1;
                if (words.get(first).equals("(")) {
                    first = words.indexOf(")") + 1;
                    words = words.subList(first, words.size());
                    first = 0;
                }
            }
            return words.get(first).equals("var");
        }
    }

    /**
     * A variable outside all braces.
     *
     * @param type as it is written
     * @param uses the names and signs of the expression that gives its value
     */
    record Variable(String type, Set<String> uses) {}

    private final JShell shell = JShell.builder().executionEngine("local").build();

    /** The parts of a cell in their order; what is no Java is one part at the end. */
    List<Part> parts(String cell) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        List<Part> parts = new ArrayList<>();
        String rest = cell;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next = analysis.analyzeCompletion(rest);
            if (next.completeness() == SourceCodeAnalysis.Completeness.EMPTY) {
                break; // nothing but comments
            }
            if (!next.completeness().isComplete() || next.source() == null) {
                parts.add(new Part(rest, List.of()));
                break;
            }
            boolean declares = mayDeclare(JavaTokens.words(next.source()));
            parts.add(new Part(next.source(), declares ? analysis.sourceToSnippets(next.source()) : List.of()));
            rest = next.remaining();
        }
        return parts;
    }

    /** Whether it can be a declaration: two names stand side by side. Calls need no second look, and most parts are calls. */
    private static boolean mayDeclare(List<String> words) {
        for (int i = 0; i + 1 < words.size() && !Set.of("(", "=", "{", ";").contains(words.get(i)); i++) {
            String word = words.get(i);
            if (word.equals("@") || (name(word) || word.equals(">") || word.equals("]")) && name(words.get(i + 1))) {
                return !words.get(0).equals("var");
            }
        }
        return false;
    }

    private static boolean name(String word) {
        return Character.isJavaIdentifierStart(word.charAt(0));
    }

    @Override
    public void close() {
        shell.close();
    }
}
