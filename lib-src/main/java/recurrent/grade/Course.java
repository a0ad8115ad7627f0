package recurrent.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import recurrent.i18n.Language;
import recurrent.io.AtomicFile;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

/**
 * What the grader takes from the course: the notebooks that students got, and what children may read.
 *
 * @param releases by language and chapter, such as "en/07"
 * @param library  class path of a child
 * @param home     a folder with the course's data and nothing else
 * @param made     folder for what the grader makes once
 * @param version  of the course
 */
record Course(Map<String, Release> releases, ChildLibrary library, Path home, Path made, String version) {
    /**
     * A notebook as students got it.
     *
     * @param name     of its file
     * @param chapter  such as "07"
     * @param language of its text
     * @param notebook the cells
     * @param solution the same with solutions; null if there is none
     */
    record Release(String name, String chapter, Language language, Notebook notebook, Notebook solution) {
        /** The cells that check the exercises, in order. */
        List<Cell> checks() {
            return notebook.cells().stream()
                    .filter(cell -> cell.course("role").equals("check"))
                    .toList();
        }
    }

    /**
     * Reads a course.
     *
     * @param root    its folder
     * @param library the library's jar, or its classes
     * @param jars    the jars that it needs
     * @param version of the course
     * @return what the grader needs
     * @throws IOException if something is missing
     */
    static Course read(Path root, Path library, List<Path> jars, String version) throws IOException {
        Map<String, Release> releases = new TreeMap<>();
        for (Language language : Language.values()) {
            Path folder = root.resolve("exercises").resolve(language.code());
            if (Files.isDirectory(folder)) {
                for (Path file : list(folder)) {
                    String name = file.getFileName().toString();
                    if (name.matches("\\d\\d-.*\\.ipynb")) {
                        String chapter = name.substring(0, 2);
                        Path solution = root.resolve("solutions")
                                .resolve(language.code())
                                .resolve(name);
                        releases.put(
                                language.code() + "/" + chapter,
                                new Release(
                                        name,
                                        chapter,
                                        language,
                                        Notebook.read(file),
                                        Files.exists(solution) ? Notebook.read(solution) : null));
                    }
                }
            }
        }
        if (releases.isEmpty()) {
            throw new IOException(root.resolve("exercises") + ": no notebook; run ./course release");
        }
        Path made = root.resolve(".recurrent/grader");
        ChildLibrary child = ChildLibrary.make(library, jars, made);
        Path home = made.resolve("home");
        for (Path file : list(root.resolve("data"))) {
            Path copy = home.resolve("data").resolve(file.getFileName().toString());
            if (Files.isRegularFile(file) && (!Files.exists(copy) || Files.mismatch(file, copy) >= 0)) {
                AtomicFile.write(copy, Files.readAllBytes(file));
            }
        }
        return new Course(releases, child, home, made, version);
    }

    /** What children start from; the first call makes it. */
    Natives natives() throws IOException {
        return Natives.make(made, library);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
