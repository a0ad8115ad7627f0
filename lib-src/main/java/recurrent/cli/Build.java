package recurrent.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Builds the library with Maven, once, for {@code ./course}.
 *
 * <p>{@code course} starts this file before anything is compiled ({@code java Build.java ROOT STAMP}), so it uses
 * nothing but the JDK and stands alone. A lock that the system releases when the process ends keeps two builds apart;
 * the stamp of the sources is written last, so an interrupted build is done again from a clean folder.
 */
final class Build {
    /** What is left of a disk when a first build has what it needs, with the Maven repository in the home folder. */
    private static final long NEEDED_BYTES = 400L << 20;

    private final Path root;
    private final Path state;
    private final Path log;
    private final boolean terminal;

    private Build(Path root, boolean terminal) {
        this.root = root;
        this.terminal = terminal;
        this.state = root.resolve(".recurrent");
        this.log = state.resolve("setup.log");
    }

    /**
     * Builds when the sources are not those of the last complete build.
     *
     * @param args the course's folder; the stamp of its sources ({@code course.cmd} leaves it out and it is made here);
     *             {@code --check} in its place only says, with exit status 0 or 3, whether a build is needed; the word
     *             {@code terminal} when a person watches standard error
     */
    public static void main(String[] args) {
        Build build =
                new Build(Path.of(args[0]).toAbsolutePath().normalize(), args.length > 2 && args[2].equals("terminal"));
        try {
            boolean check = args.length > 1 && args[1].equals("--check");
            String stamp = args.length > 1 && !check ? args[1] : build.fingerprint();
            if (check) {
                System.exit(build.upToDate(stamp) ? 0 : 3);
            }
            build.run(stamp);
        } catch (Failure e) {
            System.err.println("course: " + e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println("course: " + build.explain(e));
            System.exit(1);
        } catch (InterruptedException e) {
            System.exit(130);
        }
    }

    private void run(String stamp) throws IOException, InterruptedException {
        try {
            Files.createDirectories(state);
        } catch (IOException e) {
            throw new Failure(
                    full(e.getMessage())
                            ? diskFull(root)
                            : pick(
                                    "cannot write in " + root
                                            + ": move the course to a folder of your own and try again",
                                    "no se puede escribir en " + root
                                            + ": lleva el curso a una carpeta tuya y prueba otra vez"));
        }
        try (FileChannel channel =
                FileChannel.open(state.resolve("build.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                say(pick(
                        "Another ./course is building the library; waiting for it …",
                        "Otro ./course está construyendo la biblioteca; se espera a que termine …"));
                channel.lock();
            }
            if (!upToDate(stamp)) {
                build(stamp);
            }
        }
    }

    private boolean upToDate(String stamp) throws IOException {
        Path written = state.resolve("build.stamp");
        return Files.exists(written)
                && Files.readString(written).strip().equals(stamp)
                && jars() > 0
                && Files.isDirectory(root.resolve("target/lib"));
    }

    private void build(String stamp) throws IOException, InterruptedException {
        Path unfinished = state.resolve("build.unfinished");
        Path pomStamp = state.resolve("build.pom");
        String pom = sha256(Files.readAllBytes(root.resolve("pom.xml")));
        if (Files.exists(unfinished)) { // a half-written class or jar looks newer than its source: Maven would keep it
            delete(root.resolve("target"));
        } else if (Files.exists(pomStamp)
                && !Files.readString(pomStamp).equals(pom)) { // old versions would stay beside new
            delete(root.resolve("target/lib"));
        }
        delete(root.resolve("target/classes")); // Maven would keep what has no source any more
        deleteJars();
        boolean first = !Files.isDirectory(root.resolve("target/lib"));
        if (first) {
            requireSpace(root);
            Files.createDirectories(Path.of(System.getProperty("user.home")));
            requireSpace(Path.of(System.getProperty("user.home")));
        }
        Files.writeString(unfinished, "");
        Files.deleteIfExists(state.resolve("build.stamp"));
        say(
                first
                        ? pick(
                                "First use: fetching the libraries and building the course (about a minute, about 240 MB, once).",
                                "Primer uso: se traen las bibliotecas y se construye el curso (un minuto, unos 240 MB, una vez).")
                        : pick(
                                "The sources have changed: building the course again.",
                                "Las fuentes han cambiado: se vuelve a construir el curso."));
        long start = System.nanoTime();
        maven(start);
        write(pomStamp, pom);
        write(state.resolve("build.stamp"), stamp);
        Files.deleteIfExists(unfinished);
        progress(null);
        say(String.format(Locale.ROOT, pick("Built in %.0f s.", "Construido en %.0f s."), seconds(start)));
    }

    private void maven(long start) throws IOException, InterruptedException {
        boolean windows = File.separatorChar == '\\';
        ProcessBuilder builder =
                new ProcessBuilder(windows ? root.resolve("mvnw.cmd").toString() : "/bin/sh");
        if (!windows) {
            builder.command().add(root.resolve("mvnw").toString());
        }
        builder.command().addAll(List.of("-B", "-Dstyle.color=never", "-Dmaven.test.skip=true", "package"));
        builder.directory(root.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File(windows ? "NUL" : "/dev/null"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (!windows) {
            prepareWrapper(builder);
        }
        Process process = builder.start();
        // Ctrl-C or a kill ends Maven too; the shell between us and it would leave it running
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }));
        String problem = null;
        int fetched = 0;
        String step = pick("starting Maven", "arranca Maven");
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter writer = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.write(line);
                writer.newLine();
                writer.flush();
                if (line.contains("Downloaded from")) {
                    fetched++;
                    step = pick("fetching libraries, ", "se traen las bibliotecas, ") + fetched;
                } else if (line.contains(":compile ")) {
                    step = pick("compiling", "se compila");
                } else if (line.contains(":copy-dependencies ")) {
                    step = pick("collecting the libraries", "se reúnen las bibliotecas");
                }
                problem = worse(problem, line);
                progress(String.format(Locale.ROOT, "  %s … %.0f s", step, seconds(start)));
            }
        }
        if (process.waitFor() != 0) {
            progress(null);
            throw new Failure(
                    problem == null ? pick("Maven failed: see " + log, "Maven ha fallado: mira " + log) : problem);
        }
    }

    /**
     * The wrapper unpacks Maven in TMPDIR and moves it: on the same disk that is one step, which cannot be cut in half.
     */
    private void prepareWrapper(ProcessBuilder builder) throws IOException {
        String own = System.getenv("MAVEN_USER_HOME");
        Path maven = own == null ? Path.of(System.getProperty("user.home"), ".m2") : Path.of(own);
        Path temporary = maven.resolve("wrapper").resolve("tmp");
        Files.createDirectories(temporary);
        builder.environment().put("TMPDIR", temporary.toString());
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        boolean unzip =
                Stream.of(path.split(File.pathSeparator)).anyMatch(p -> Files.isExecutable(Path.of(p, "unzip")));
        if (!unzip) { // without it the wrapper fetches another archive, whose checksum is not the one we know: the JDK
            // unpacks too
            Path bin = state.resolve("bin");
            Files.createDirectories(bin);
            Path script = bin.resolve("unzip");
            Files.writeString(
                    script,
                    "#!/bin/sh\n# mvnw calls: unzip -q FILE -d FOLDER\n"
                            + "cd \"$4\" && \"$JAVA_HOME/bin/jar\" -xf \"$2\" && chmod +x */bin/mvn\n");
            script.toFile().setExecutable(true);
            builder.environment().put("PATH", path + File.pathSeparator + bin);
        }
    }

    /**
     * The line for the reader that a line of Maven's log stands for; the first cause found is kept, a full disk before
     * all.
     */
    private String worse(String known, String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (full(lower)) {
            return diskFull(root);
        }
        if (known != null) {
            return known;
        }
        if (line.contains("ND4J has no native library")) {
            return line.strip();
        }
        if (Stream.of(
                        "could not transfer",
                        "unknown host",
                        "unknownhost",
                        "name resolution",
                        "network is unreachable",
                        "failed to fetch",
                        "connection refused",
                        "connection timed out",
                        "cannot access central",
                        "connect timed out",
                        "no route to host",
                        "java.net.connectexception")
                .anyMatch(lower::contains)) {
            return pick(
                    "no network: the first build fetches its libraries from Maven Central; connect (or set Maven's proxy in "
                            + "~/.m2/settings.xml) and run the same command again; details: " + log,
                    "sin red: la primera construcción trae sus bibliotecas de Maven Central; conéctate (o pon el proxy de Maven en "
                            + "~/.m2/settings.xml) y repite la misma orden; detalles: " + log);
        }
        if (line.startsWith("[ERROR]") && line.contains(".java:[")) {
            return pick("the library does not compile: ", "la biblioteca no compila: ")
                    + line.substring(8).replace(root.toString() + File.separator, "")
                    + pick("; details: ", "; detalles: ")
                    + log;
        }
        if (lower.contains("failed to validate maven distribution")) {
            return pick(
                    "the copy of Maven that came is not the expected one (checksum); run again, and if it stays so, something "
                            + "on the way changes downloads; details: " + log,
                    "la copia de Maven que ha llegado no es la esperada (suma de control); repite, y si sigue así, algo por el camino "
                            + "cambia las descargas; detalles: " + log);
        }
        return null;
    }

    private static boolean full(String message) {
        return message != null
                && (message.toLowerCase(Locale.ROOT).contains("no space left")
                        || message.contains("not enough space")
                        || message.toLowerCase(Locale.ROOT).contains("disk quota exceeded"));
    }

    private static String diskFull(Path place) {
        return pick(
                "the disk of " + place
                        + " (or of your home folder) is full: free about 1.5 GB and run the same command again",
                "el disco de " + place
                        + " (o de tu carpeta personal) está lleno: libera unos 1,5 GB y repite la misma orden");
    }

    private static void requireSpace(Path place) throws IOException {
        long usable = Files.getFileStore(place).getUsableSpace();
        if (usable < NEEDED_BYTES) {
            throw new Failure(diskFull(place) + " (" + (usable >> 20) + " MB)");
        }
    }

    private String explain(IOException e) {
        return full(e.getMessage())
                ? diskFull(root)
                : pick("cannot build the course: ", "no se puede construir el curso: ")
                        + e
                        + pick(
                                "; check that the folder may be written: ",
                                "; mira si se puede escribir en la carpeta: ")
                        + root;
    }

    /** SHA-256 over names and contents of all sources. */
    private String fingerprint() throws IOException {
        StringBuilder all = new StringBuilder(System.getProperty("os.name") + System.getProperty("os.arch"));
        try (Stream<Path> walk =
                Stream.concat(Stream.of(root.resolve("pom.xml")), Files.walk(root.resolve("lib-src/main")))) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                all.append(root.relativize(file)).append(sha256(Files.readAllBytes(file)));
            }
        }
        return sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private long jars() throws IOException {
        Path target = root.resolve("target");
        if (!Files.isDirectory(target)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(Build::isCourseJar).count();
        }
    }

    /** A new file takes the place of the jar, so a program that runs from the old one keeps it. */
    private void deleteJars() throws IOException {
        Path target = root.resolve("target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                for (Path jar : files.filter(Build::isCourseJar).toList()) {
                    Files.delete(jar);
                }
            }
        }
    }

    private static boolean isCourseJar(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("recurrent-") && name.endsWith(".jar");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void progress(String line) {
        if (terminal) {
            System.err.print(line == null ? "\r\033[K" : "\r\033[K" + line);
        }
    }

    private static void say(String line) {
        System.err.println(line);
    }

    private static String pick(String english, String spanish) {
        return Locale.getDefault(Locale.Category.DISPLAY).getLanguage().equals("es") ? spanish : english;
    }

    /** What went wrong, in one line for the reader. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }
}
