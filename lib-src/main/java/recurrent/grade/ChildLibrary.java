package recurrent.grade;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import recurrent.exercises.names.ExerciseName;
import recurrent.io.AtomicFile;
import recurrent.io.Sha256;

/**
 * What a child may have on its class path: the course's library without the tests of the exercises, the checks, the
 * grader and the commands; and the jars that the library needs without JUnit.
 */
record ChildLibrary(List<Path> classpath, String sha256) {
    private static final Pattern OURS = Pattern.compile(
            "recurrent/(course|data|dl4j|generate|i18n|io|kernel|ngram|nn|plot|text|train)/.*|recurrent/grade/(child|wire)/.*"
                    + "|recurrent/exercises/names/ExerciseName\\.class");
    private static final Pattern LEFT_OUT = Pattern.compile("(junit|opentest4j|apiguardian|picocli|archunit|jqwik).*");

    ChildLibrary {
        classpath = List.copyOf(classpath);
    }

    /**
     * Makes the jar of the child, unless it is there.
     *
     * @param library the library's jar or folder of classes
     * @param jars    folder of the jars it needs
     * @param folder  where to keep what is made
     * @return the class path
     * @throws IOException if something cannot be read or written
     */
    static ChildLibrary make(Path library, List<Path> jars, Path folder) throws IOException {
        TreeMap<String, byte[]> entries = new TreeMap<>();
        if (Files.isDirectory(library)) {
            collect(library, entries);
        } else {
            try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + library.toUri()), Map.of())) {
                collect(zip.getPath("/"), entries);
            }
        }
        Sha256 hash = new Sha256();
        entries.forEach((name, bytes) -> hash.add(name).add(bytes));
        String sha256 = hash.hex();
        Path jar = folder.resolve("child-" + sha256.substring(0, 16) + ".jar");
        if (!Files.exists(jar)) {
            AtomicFile.write(jar, out -> write(out, entries));
        }
        List<Path> classpath = new ArrayList<>(List.of(jar));
        jars.stream()
                .filter(file -> !LEFT_OUT.matcher(file.getFileName().toString()).matches())
                .sorted()
                .forEach(classpath::add);
        return new ChildLibrary(classpath, sha256);
    }

    private static void collect(Path root, Map<String, byte[]> entries) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = root.relativize(file).toString().replace('\\', '/');
            String type = name.replaceFirst("\\.class$", "").replace('/', '.');
            if (OURS.matcher(name).matches()) {
                entries.put(name, Files.readAllBytes(file));
            } else if (ExerciseName.ofClass(type).isPresent()) {
                entries.put(name, ClassFile.reduce(Files.readAllBytes(file), method -> !method.equals("check")));
            } else if (ExerciseName.isMember(type) && isPublic(type)) {
                entries.put(name, Files.readAllBytes(file));
            }
        }
    }

    /** Public types are for students; the others belong to the tests. */
    private static boolean isPublic(String name) throws IOException {
        try {
            Class<?> type = Class.forName(name, false, ChildLibrary.class.getClassLoader());
            return java.lang.reflect.Modifier.isPublic(type.getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IOException(name + " is not the class of this program", e);
        }
    }

    private static void write(OutputStream out, Map<String, byte[]> entries) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : entries.entrySet()) {
                JarEntry entry = new JarEntry(file.getKey());
                entry.setLastModifiedTime(FileTime.fromMillis(0));
                jar.putNextEntry(entry);
                jar.write(file.getValue());
                jar.closeEntry();
            }
        }
    }
}
