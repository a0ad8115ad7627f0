package recurrent.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.notebook.NotebookLint.Kind;

@DisplayName("The rules of notebooks")
class NotebookLintTests {
    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Notebook notebook(Cell... more) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.markdown("title", "# T", json()), Cell.code("setup", "Course.start(\"07\", \"en\");", json())));
        cells.addAll(List.of(more));
        ObjectNode metadata = json();
        metadata.putObject("kernelspec").put("name", "java");
        return new Notebook(metadata, 5, cells);
    }

    private static Cell code(String source) {
        return Cell.code("c", source, json());
    }

    private static String only(Notebook notebook, Kind kind) {
        List<String> problems = NotebookLint.check(notebook, kind);
        assertEquals(1, problems.size(), problems::toString);
        return problems.get(0);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "int assertions = 3; // assert nothing",
                "String s = \"assert x; import y; {\";",
                "var x = new ArrayList<Double>();",
                "System.out.printf(\"%d\", 3);\nint y = 3;",
                "class A {\n    int f() {\n        var a = new A();\n        return 1;\n    }\n}",
                "double g(int x) {\n    return x;\n}\ndouble y = g(3);",
                "// a comment\nx.values().y"
            })
    @DisplayName("accept")
    void accepts(String source) {
        assertEquals(List.of(), NotebookLint.check(notebook(code(source)), Kind.EXERCISE));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            assert 1 == 2;                                         | assert does nothing
            import java.util.List;                                 | an import outside the set-up
            String s = "http://example.org/a";                     | an address in code
            int x = 1; // see https://example.org                  | an address in code
            System.out.printf("%d", 3);                            | the last line prints its own stream
            """)
    @DisplayName("refuse")
    void refuses(String source, String problem) {
        String said = only(notebook(code(source)), Kind.EXERCISE);
        assertTrue(said.startsWith("cell 3 (c): " + problem), said);
    }

    @Test
    @DisplayName("refuse variables that a second run of a definition destroys")
    void variables() {
        String method = "double twice(double x) {\n    return 2 * x;\n}\n";
        assertTrue(
                only(notebook(code(method + "var y = twice(3);")), Kind.CHAPTER).contains("var for a result of twice"));
        String type = "class MyCell {\n}\n";
        assertTrue(only(notebook(code(type + "var cell = new MyCell();")), Kind.EXERCISE)
                .contains("var for a result of MyCell"));
        assertTrue(only(notebook(code(type + "MyCell cell = new MyCell();")), Kind.EXERCISE)
                .contains("a variable of type MyCell"));
        assertEquals(
                List.of(), NotebookLint.check(notebook(code(type + "Object cell = new MyCell();")), Kind.EXERCISE));
    }

    @Test
    @DisplayName("refuse long cells, many cells, code without prose")
    void sizes() {
        assertTrue(only(notebook(code("int x;\n".repeat(31))), Kind.CHAPTER).contains("31 lines of code"));
        assertEquals(List.of(), NotebookLint.check(notebook(code("int x;" + " ".repeat(88) + "// end")), Kind.CHAPTER));
        assertTrue(only(notebook(code("int x;" + " ".repeat(89) + "// end")), Kind.CHAPTER)
                .contains("a line of 101 characters; readers see 100"));
        Cell[] many = new Cell[44];
        for (int i = 0; i < many.length; i++) {
            many[i] = Cell.markdown("m" + i, "text", json());
        }
        assertTrue(only(notebook(many), Kind.CHAPTER).contains("46 cells"));
        ObjectNode explanation = json();
        explanation.putArray("tags").add("solution-only");
        many[43] = Cell.markdown("m43", "text", explanation);
        assertEquals(List.of(), NotebookLint.check(notebook(many), Kind.SOLUTION), "explanations do not count");
        assertTrue(only(notebook(code("int x;"), Cell.code("d", "int y;", json())), Kind.CHAPTER)
                .startsWith("cell 4 (d): no prose"));
    }

    @Test
    @DisplayName("refuse missing and repeated ids, counts, outputs, foreign metadata, pictures without words")
    void cells() {
        assertTrue(only(notebook(Cell.markdown("title", "x", json())), Kind.CHAPTER)
                .contains("another cell has the same id"));
        assertTrue(only(notebook(Cell.markdown("", "x", json())), Kind.CHAPTER).contains("expected an id"));
        Cell ran = new Cell("code", "c", "1", json(), JsonNodeFactory.instance.arrayNode(), true, json());
        assertTrue(only(notebook(ran), Kind.CHAPTER).contains("an execution count"));
        Cell output = new Cell(
                "code", "c", "1", json(), JsonNodeFactory.instance.arrayNode().add(json()), false, json());
        assertTrue(only(notebook(output), Kind.EXERCISE).contains("an output is stored"));
        assertTrue(NotebookLint.check(notebook(output), Kind.CHAPTER)
                .contains("cell 3 (c): has outputs that ./course render did not make"));
        assertTrue(only(notebook(Cell.markdown("m", "x", json().put("collapsed", true))), Kind.CHAPTER)
                .contains("\"collapsed\""));
        assertTrue(only(notebook(Cell.markdown("m", "> text\n>\n> | a | b |\n> |---|---|", json())), Kind.CHAPTER)
                .contains("a table inside a quotation"));
        assertTrue(only(notebook(Cell.markdown("m", "![](a.png)", json())), Kind.CHAPTER)
                .contains("alternative text"));
        assertTrue(only(notebook(Cell.markdown("m", "<img src='a.png'>", json())), Kind.CHAPTER)
                .contains("alternative text"));
        assertEquals(
                List.of(),
                NotebookLint.check(
                        notebook(Cell.markdown("m", "![a cat](a.png) <img alt=\"b\" src='b'>", json())), Kind.CHAPTER));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "double price()\n{\n    return 2;\n}\nvar x = price();",
                "<T extends Comparable<T>> T largest(\n        List<T> all,\n        T first) { return first; }\nvar x = largest(a, b);",
                "@SuppressWarnings(\"unchecked\")\n@Deprecated\ndouble[] row(double... numbers)\n        throws RuntimeException {"
                        + "\n    return numbers;\n}\nfinal var x = row(1).length;",
                "Map<String, List<Integer>> index(String s) { return null; }\nvar x =\n        index(\"a\");",
                "record Pair<A, B>(A a, B b) {}\nvar x = new Pair<>(1, 2);",
                "enum Side { LEFT, RIGHT }\n/** A comment. */ var x = Side.LEFT;",
                "double f(int a) { return a; } var x = f(1);"
            })
    @DisplayName("know every way to declare a method or a type")
    void declarations(String source) {
        assertTrue(only(notebook(code(source)), Kind.CHAPTER).contains("turns to null"), source);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "class A {}\nA a = new A();",
                "@Deprecated class A\n{\n}\nfinal A a =\n        null;",
                "sealed interface A permits B {}\nrecord B() implements A {}\nA[] a = {new B()}, b = a;",
                "enum A { X; }\n@SuppressWarnings(\"x\") A a = A.X;"
            })
    @DisplayName("know the variables of a reader's own types")
    void variables(String source) {
        assertTrue(
                NotebookLint.check(notebook(code(source)), Kind.EXERCISE).stream()
                        .anyMatch(problem -> problem.contains("a variable of type A vanishes")),
                source);
        assertEquals(List.of(), NotebookLint.check(notebook(code(source)), Kind.CHAPTER));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "class A {\n    static int f() { return 1; }\n}\nint x = A.f();",
                "for (int i = 0; i < 3; i++) {\n    System.out.printf(\"%d\", i);\n}",
                "Runnable r = () -> {\n    var x = new ArrayList<String>();\n};\nint f() { return 1; }",
                "class A { class B {} }\nInteger B = 3;",
                "int f() { return 1; }\nint x = f(), y = 3;",
                "String import_ = \"import a.b;\";\n// import c.d;"
            })
    @DisplayName("are not taken in by what only looks like it")
    void lookalikes(String source) {
        assertEquals(List.of(), NotebookLint.check(notebook(code(source)), Kind.EXERCISE));
    }

    @Test
    @DisplayName("let a cell with the tag trap show what happens")
    void trap() {
        ObjectNode metadata = json();
        metadata.putArray("tags").add("trap");
        String source = "double price() { return 2; }\nvar tip = price();";
        assertEquals(List.of(), NotebookLint.check(notebook(Cell.code("c", source, metadata)), Kind.CHAPTER));
        assertTrue(only(notebook(code(source)), Kind.CHAPTER).contains("var for a result of price"));
    }

    @Test
    @DisplayName("see what stands in one line or in several")
    void lines() {
        assertTrue(only(notebook(code("int x = 1; import java.util.List;")), Kind.CHAPTER)
                .contains("an import outside"));
        assertTrue(only(
                        notebook(code("int x = 1; System.out\n        .printf(\"%d\",\n        x);\n// end")),
                        Kind.CHAPTER)
                .contains("prints its own stream"));
        assertTrue(only(notebook(code("String s = Language.pick(\"a\", \"b\");")), Kind.CHAPTER)
                .contains("write the words of this one"));
    }

    @Test
    @DisplayName("refuse other kernels, old formats and other set-up cells")
    void notebooks() {
        Notebook good = notebook();
        ObjectNode python = json();
        python.putObject("kernelspec").put("name", "python3");
        assertTrue(only(new Notebook(python, 5, good.cells()), Kind.CHAPTER)
                .contains("expected \"java\", got \"python3\""));
        assertTrue(only(new Notebook(good.metadata(), 4, good.cells()), Kind.CHAPTER)
                .contains("cell ids need 4.5"));
        assertTrue(
                only(good.withCells(List.of(code("int x = 1;"))), Kind.CHAPTER).contains("set-up cell"));
        assertTrue(only(good.withCells(List.of()), Kind.CHAPTER).contains("no code cell"));
    }

    @Test
    @DisplayName("hold English and Spanish together")
    void parity() {
        Notebook en = notebook(Cell.markdown("m", "Some text", json()), code("int x = 1;\nint y = 2;"), code("z"));
        List<Cell> same = new ArrayList<>(en.cells());
        same.set(0, same.get(0).withSource("# Título"));
        same.set(1, same.get(1).withSource("Course.start(\"07\", \"es\");"));
        same.set(2, same.get(2).withSource("Un texto"));
        assertEquals(List.of(), Parity.check(en, en.withCells(same)));

        assertEquals(
                List.of("cell 4 (c): the code differs in line 2 (int y = 2;) in English,"
                        + " line 2 (int y = 3;) in Spanish"),
                drifted(en, same, 3, same.get(3).withSource("int x = 1;\nint y = 3;")));
        assertEquals(
                List.of("cell 2 (setup): the language is the same in both notebooks"),
                drifted(en, same, 1, en.cells().get(1)));
        assertEquals(
                List.of("cell 3 (m): the text is the same in both languages: not translated?"),
                drifted(en, same, 2, en.cells().get(2)));
        assertEquals(
                List.of("cell 4 (c): the metadata differ"),
                drifted(en, same, 3, same.get(3).withMetadata(json().put("editable", false))));
        assertEquals(
                List.of("cell 3: is \"m\" in English and \"n\" in Spanish; a cell is missing or out of order"),
                drifted(en, same, 2, Cell.markdown("n", "Un texto", json())));
        assertEquals(
                List.of("cell 3 (m): is markdown in English and code in Spanish"),
                drifted(en, same, 2, Cell.code("m", "x", json())));
        assertEquals(
                List.of("English has 5 cells, Spanish 4; the first without a partner is c"),
                Parity.check(en, en.withCells(same.subList(0, 4))));
    }

    @Test
    @DisplayName("let words, comments and breaks of lines differ between the languages")
    void words() {
        assertEquals(
                "", drift("print(\"loss %.2f\", 0.5);    // the loss", "print(\"pérdida %.2f\", 0.5); // la pérdida"));
        assertEquals("", drift("f(\"a\", 1);", "f(\"una frase larga \"\n        + \"en dos líneas\",\n        1);"));
        assertEquals("", drift("/* one\ntwo */ char c = 'n';", "char c = '\\u00f1'; /* y */"));
        assertEquals("", drift("s = \"\"\"\n  a \"b\"\n  \"\"\";", "s = \"// ningún comentario\";"));
        assertEquals("", drift("List<List<String>> a = x;\n// end", "List<List<String>> a =\n        x;"));
    }

    @Test
    @DisplayName("find code that drifted, and say where")
    void drifts() {
        for (String[] pair : new String[][] {
            {"int x = total;", "int x = sum;"},
            {"f(0.5);", "f(0,5);"},
            {"f(1e-9);", "f(1e-8);"},
            {"f(10_000);", "f(10000);"},
            {"chart(a).logX().logY()", "chart(a).logX()"},
            {"f(\"a\" + x);", "f(\"a\");"},
            {"f('a');", "f(\"a\");"},
            {"i++;", "i+ +;"},
            {"f(a, \"b\");", "f(\"b\", a);"},
            {"f(); // g()", "f(); g();"},
            {"String s = \"a\";", "String s = \"\"; int a;"},
        }) {
            assertTrue(drift(pair[0], pair[1]).contains("line 1"), pair[0] + " " + pair[1]);
        }
        assertEquals(
                "the code differs in line 3 (g(2);) in English, line 2 (g(3);) in Spanish",
                drift("f(\"a\"\n        + \"b\");\ng(2);", "f(\"ab\");\ng(3);"));
        assertEquals(
                "the code differs in line 2 (g();) in English, line 1 (the end) in Spanish",
                drift("f();\ng();", "f();"));
    }

    private static String drift(String en, String es) {
        Notebook notebook = notebook(code(en));
        List<Cell> cells = new ArrayList<>(notebook.cells());
        cells.replaceAll(cell -> cell.id().equals("setup")
                ? cell.withSource(cell.source().replace("\"en\"", "\"es\""))
                : cell.isCode() ? cell.withSource(es) : cell.withSource("# Título"));
        List<String> problems = Parity.check(notebook, notebook.withCells(cells));
        assertTrue(problems.size() <= 1, () -> String.join("\n", problems));
        return problems.isEmpty()
                ? ""
                : problems.get(0).substring(problems.get(0).indexOf(": ") + 2);
    }

    private static List<String> drifted(Notebook en, List<Cell> es, int place, Cell other) {
        List<Cell> cells = new ArrayList<>(es);
        cells.set(place, other);
        return Parity.check(en, en.withCells(cells));
    }
}
