package recurrent.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import recurrent.io.Home;

/** Where the parts of the course are. */
final class Project {
    static final boolean WINDOWS = File.separatorChar == '\\';

    private Project() {}

    static Path root() {
        return Home.root();
    }

    /** What the course remembers between two runs: stamps, logs, progress. Git does not see it. */
    static Path state() {
        return root().resolve(".recurrent");
    }

    static Path setupLog() {
        return state().resolve("setup.log");
    }

    static Path venv() {
        return root().resolve(".venv");
    }

    static Path venvPython() {
        return venv().resolve(WINDOWS ? "Scripts/python.exe" : "bin/python");
    }

    /** The library's jar; its classes where there is no jar, as in a run of the tests. */
    static Path library() {
        Path target = root().resolve("target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                return files.filter(f -> f.getFileName().toString().matches("recurrent-[0-9.]+\\.jar"))
                        .findFirst()
                        .orElse(target.resolve("classes"));
            } catch (IOException e) {
                throw new CommandFailure("cannot read " + target + ": " + e.getMessage(), e);
            }
        }
        return target.resolve("classes");
    }

    /** The class path of a program that uses the library: its jar and all it needs. */
    static String classpath() {
        return library() + File.pathSeparator + root().resolve("target/lib") + File.separator + "*";
    }
}
