package recurrent.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import recurrent.i18n.Language;
import recurrent.release.Release;

/**
 * {@code ./course release}: makes the exercise notebooks from their solutions. It tries every exercise first, for which
 * it needs the test classes: it has them compiled and starts itself once more with them on the class path.
 */
@Command(name = "release", description = "Make exercises/ again from solutions/.")
final class ReleaseCommand implements Callable<Integer> {
    private static final String WITH_TESTS = "recurrent.release.with-tests";

    @Option(names = "--check", description = "Write nothing; fail if exercises/ is not what solutions/ give.")
    private boolean check;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (check) {
            List<String> problems = Release.check(Project.root());
            problems.forEach(System.err::println);
            return problems.isEmpty() ? 0 : 1;
        }
        if (System.getProperty(WITH_TESTS) == null) {
            return withTests();
        }
        Release.Result result = Release.run(Project.root());
        if (!result.problems().isEmpty()) {
            result.problems().forEach(System.err::println);
            throw new CommandFailure(Language.pick(
                    "nothing was written: " + result.problems().size() + " rules are broken",
                    "no se escribió nada: hay " + result.problems().size() + " reglas rotas"));
        }
        result.written().forEach(file -> System.out.println(Language.pick("written  ", "escrito  ") + file));
        result.removed().forEach(file -> System.out.println(Language.pick("removed  ", "borrado  ") + file));
        if (result.written().isEmpty() && result.removed().isEmpty()) {
            System.out.println(Language.pick("exercises/ is up to date", "exercises/ está al día"));
        }
        return 0;
    }

    private static int withTests() throws IOException, InterruptedException {
        System.err.println(Language.pick(
                "Trying every exercise: solutions, untouched notebooks, wrong answers …",
                "Se prueban todos los ejercicios: soluciones, cuadernos sin tocar, respuestas erróneas …"));
        Path root = Project.root();
        ProcessBuilder maven = new ProcessBuilder(
                        root.resolve(Project.WINDOWS ? "mvnw.cmd" : "mvnw").toString(), "-q", "-B", "test-compile")
                .directory(root.toFile())
                .inheritIO();
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (maven.start().waitFor() != 0) {
            throw new CommandFailure(Language.pick(
                    "nothing was written: the tables of wrong answers (lib-src/test) do not compile",
                    "no se escribió nada: las tablas de respuestas erróneas (lib-src/test) no compilan"));
        }
        List<String> java = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        java.addAll(JvmSettings.arguments());
        java.addAll(List.of(
                "-D" + WITH_TESTS + "=true",
                "-Drecurrent.home=" + root,
                "-Duser.language=" + Language.current().code(),
                "-cp",
                root.resolve("target/test-classes") + File.pathSeparator + Project.classpath(),
                Main.class.getName(),
                "release",
                "--lang=" + Language.current().code()));
        ProcessBuilder again = new ProcessBuilder(java).inheritIO();
        again.environment().putAll(JvmSettings.environment());
        return again.start().waitFor();
    }
}
