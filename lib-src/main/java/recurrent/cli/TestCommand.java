package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import recurrent.i18n.Language;

/** {@code ./course test}: everything that must hold before a change may land. */
@Command(
        name = "test",
        description = "Run all tests: the library, the exercises, the notebooks in a real kernel, the browser.",
        footer = {
            "",
            "The last line says how many passed and failed; a test that cannot run here says why it is skipped."
        })
final class TestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--fast", description = "Only the tests that start no kernel, notebook or browser.")
    private boolean fast;

    @Option(names = "--only", paramLabel = "CLASS", description = "Only this test class, for instance RnnCellTests.")
    private String only;

    private record Counts(int passed, int failed, int skipped, List<String> failures, List<String> reasons) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = Project.root();
        Path reports = root.resolve("target/surefire-reports");
        clear(reports);
        List<String> command = new ArrayList<>(List.of(
                wrapper(root),
                "-q",
                "-B",
                "test",
                "-Dsurefire.failIfNoSpecifiedTests=true",
                "-Dsurefire.printSummary=true"));
        if (!fast) {
            Setup.ensure();
            command.add("-DexcludedGroups=");
        }
        if (only != null) {
            command.add("-Dtest=" + only);
        }
        ProcessBuilder maven =
                new ProcessBuilder(command).directory(root.toFile()).inheritIO();
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().put("RECURRENT_FAST", "1"); // notebooks: fewer epochs, the same code
        int status = maven.start().waitFor();
        Counts counts = count(reports);
        PrintWriter out = spec.commandLine().getOut();
        counts.reasons().forEach(reason -> out.println(Language.pick("skipped: ", "omitida: ") + reason));
        counts.failures().forEach(failure -> out.println(Language.pick("FAILED:  ", "FALLA:   ") + failure));
        if (status != 0 && counts.failed() == 0) {
            out.println(Language.pick(
                    "FAILED:  the tests could not be run; the reason is above",
                    "FALLA:   las pruebas no han podido ejecutarse; el motivo está más arriba"));
        }
        int failed = status != 0 && counts.failed() == 0 ? 1 : counts.failed();
        String skipped = counts.skipped() == 0 ? "" : ", " + counts.skipped() + " skipped";
        out.println(counts.passed() + " passed, " + failed + " failed" + skipped);
        out.flush();
        return failed == 0 ? 0 : 1;
    }

    private static String wrapper(Path root) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return root.resolve(windows ? "mvnw.cmd" : "mvnw").toString();
    }

    private static void clear(Path reports) throws IOException {
        if (Files.isDirectory(reports)) {
            try (Stream<Path> files = Files.list(reports)) {
                for (Path file : files.filter(f -> f.getFileName().toString().startsWith("TEST-"))
                        .toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Counts count(Path reports) throws IOException {
        Counts counts = new Counts(0, 0, 0, new ArrayList<>(), new ArrayList<>());
        if (!Files.isDirectory(reports)) {
            return counts;
        }
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList()) {
                counts = add(counts, file);
            }
        }
        return counts;
    }

    private static Counts add(Counts sum, Path file) throws IOException {
        NodeList cases;
        try {
            cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage() + "; run the tests again", e);
        }
        int passed = sum.passed();
        int failed = sum.failed();
        int skipped = sum.skipped();
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            String name = test.getAttribute("classname") + ": " + test.getAttribute("name");
            NodeList skips = test.getElementsByTagName("skipped");
            if (skips.getLength() > 0) {
                skipped++;
                sum.reasons().add(name + ": " + ((Element) skips.item(0)).getAttribute("message"));
            } else if (test.getElementsByTagName("failure").getLength()
                            + test.getElementsByTagName("error").getLength()
                    > 0) {
                failed++;
                sum.failures().add(name);
            } else {
                passed++;
            }
        }
        return new Counts(passed, failed, skipped, sum.failures(), sum.reasons());
    }
}
