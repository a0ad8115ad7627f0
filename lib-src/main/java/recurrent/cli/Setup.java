package recurrent.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import recurrent.i18n.Language;
import recurrent.io.AtomicFile;
import recurrent.io.Sha256;

/**
 * The Python side of the course: an environment with JupyterLab and the kernel, made once, for the verbs that need it.
 *
 * <p>The stamp is written last, so an interrupted set-up is begun again; a lock, which the system releases when a
 * process ends, lets the second of two commands wait for the first. With the stamp in place nothing is run and nothing
 * fetched.
 */
final class Setup {
    private static final long NEEDED_BYTES = 700L << 20;

    private Setup() {}

    /**
     * Does what is missing and says so on standard error.
     *
     * @throws CommandFailure if something the course cannot bring itself is missing, or the network or the disk fails
     */
    static void ensure() {
        try {
            if (!environmentReady()) {
                Files.createDirectories(Project.state());
                try (FileChannel channel = FileChannel.open(
                        Project.state().resolve("setup.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    FileLock lock = channel.tryLock();
                    if (lock == null) {
                        System.err.println(Language.pick(
                                "Another ./course is setting up Python; waiting for it …",
                                "Otro ./course está preparando Python; se espera a que termine …"));
                        channel.lock();
                    }
                    if (!environmentReady()) {
                        create();
                    }
                }
            }
            Kernelspec.write();
        } catch (IOException e) {
            throw new CommandFailure(
                    full(e.getMessage())
                            ? diskFull()
                            : Language.pick("cannot write in ", "no se puede escribir en ") + Project.root() + ": "
                                    + e.getMessage(),
                    e);
        }
    }

    /** Whether the environment is complete and made from the present lists of packages. */
    static boolean environmentReady() throws IOException {
        Path stamp = stamp();
        return Files.isExecutable(Project.venvPython())
                && Files.exists(stamp)
                && Files.readString(stamp).strip().equals(requirements());
    }

    private static void create() throws IOException {
        Python python = Python.find();
        long usable = Files.getFileStore(Project.root()).getUsableSpace();
        if (usable < NEEDED_BYTES) {
            throw new CommandFailure(diskFull() + " (" + (usable >> 20) + " MB)");
        }
        Files.deleteIfExists(stamp());
        long start = System.nanoTime();
        System.err.println(Language.pick(
                "Preparing Jupyter in .venv with Python " + python.version()
                        + " (half a minute, about 130 MB to fetch, once).",
                "Se prepara Jupyter en .venv con Python " + python.version()
                        + " (medio minuto, unos 130 MB, una vez)."));
        StatusLine status = new StatusLine();
        List<String> venv = new ArrayList<>(python.command());
        venv.addAll(List.of("-m", "venv", "--clear", Project.venv().toString()));
        status.show(Language.pick("  making the environment …", "  se crea el entorno …"));
        step(new ProcessBuilder(venv), StandardOpenOption.TRUNCATE_EXISTING, line -> {});
        Path root = Project.root();
        int[] collected = {0};
        step(
                Tool.python(List.of(
                        "-m",
                        "pip",
                        "install",
                        "--no-input",
                        "--disable-pip-version-check",
                        "--progress-bar",
                        "off",
                        "-r",
                        root.resolve("requirements.txt").toString(),
                        "-c",
                        root.resolve("constraints.txt").toString())),
                StandardOpenOption.APPEND,
                line -> {
                    if (line.startsWith("Collecting ")) {
                        collected[0]++;
                    }
                    String what = line.startsWith("Installing ")
                            ? Language.pick("installing", "se instalan")
                            : Language.pick("fetching packages, ", "se traen paquetes, ") + collected[0];
                    status.show(String.format(Locale.ROOT, "  %s … %.0f s", what, seconds(start)));
                });
        status.clear();
        Kernelspec.write();
        AtomicFile.write(stamp(), requirements());
        System.err.println(String.format(
                Locale.ROOT,
                Language.pick("Jupyter is ready (%.0f s).", "Jupyter está listo (%.0f s)."),
                seconds(start)));
    }

    private static void step(ProcessBuilder builder, StandardOpenOption how, java.util.function.Consumer<String> seen)
            throws IOException {
        String[] problem = {null};
        int status;
        try (BufferedWriter log =
                Files.newBufferedWriter(Project.setupLog(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            log.write("$ " + String.join(" ", builder.command()));
            log.newLine();
            status = Tool.run(builder, line -> {
                try {
                    log.write(line);
                    log.newLine();
                    log.flush();
                } catch (IOException e) {
                    problem[0] = full(e.getMessage()) ? diskFull() : problem[0];
                }
                problem[0] = worse(problem[0], line);
                seen.accept(line);
            });
        }
        if (status != 0) {
            new StatusLine().clear();
            throw new CommandFailure(
                    problem[0] != null
                            ? problem[0]
                            : Language.pick(
                                            "Jupyter could not be installed; the reason is at the end of ",
                                            "no se pudo instalar Jupyter; la razón está al final de ")
                                    + Project.setupLog());
        }
    }

    /** The line for the reader that a line of pip's output stands for; a full disk comes before all. */
    static String worse(String known, String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (full(line)) {
            return diskFull();
        }
        if (known != null && !line.startsWith("ERROR:")) {
            return known;
        }
        for (String sign : List.of(
                "name resolution",
                "failed to establish a new connection",
                "network is unreachable",
                "connection refused",
                "newconnectionerror",
                "connecttimeouterror",
                "getaddrinfo failed",
                "nodename nor servname",
                "cannot connect to proxy",
                "name or service not known")) {
            if (lower.contains(sign)) {
                return Language.pick(
                                "no network: the first use fetches Jupyter from PyPI; connect (or set HTTPS_PROXY) and run the "
                                        + "same command again; details: ",
                                "sin red: el primer uso trae Jupyter de PyPI; conéctate (o define "
                                        + "HTTPS_PROXY) y repite la misma orden; detalles: ")
                        + Project.setupLog();
            }
        }
        if (known == null && line.startsWith("ERROR:")) {
            return Language.pick("Jupyter could not be installed: ", "no se pudo instalar Jupyter: ")
                    + line.substring("ERROR:".length()).strip()
                    + Language.pick("; details: ", "; detalles: ")
                    + Project.setupLog();
        }
        return known;
    }

    private static boolean full(String message) {
        return message != null
                && (message.contains("No space left")
                        || message.contains("not enough space")
                        || message.contains("quota exceeded"));
    }

    private static String diskFull() {
        return Language.pick(
                "the disk of " + Project.root() + " is full: free about 1 GB and run the same command again",
                "el disco de " + Project.root() + " está lleno: libera alrededor de 1 GB y repite la misma orden");
    }

    private static Path stamp() {
        return Project.venv().resolve("recurrent.stamp");
    }

    private static String requirements() throws IOException {
        return Sha256.of(Files.readString(Project.root().resolve("requirements.txt"))
                + Files.readString(Project.root().resolve("constraints.txt")));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
