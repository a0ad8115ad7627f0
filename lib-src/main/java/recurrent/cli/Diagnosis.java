package recurrent.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.data.Checksums;
import recurrent.data.Dataset;
import recurrent.data.Datasets;
import recurrent.i18n.Language;
import recurrent.io.Sha256;

/** The checks of {@code ./course doctor}: what was found, and the remedy where something is wrong. */
final class Diagnosis {
    private static final long GIB = 1L << 30;

    private Diagnosis() {}

    enum State {
        OK,
        OPTIONAL,
        PROBLEM
    }

    /** What one check found; the remedy is empty where none is needed. */
    record Finding(State state, String what, String remedy) {
        static Finding ok(String what) {
            return new Finding(State.OK, what, "");
        }

        static Finding optional(String what, String remedy) {
            return new Finding(State.OPTIONAL, what, remedy);
        }

        static Finding problem(String what, String remedy) {
            return new Finding(State.PROBLEM, what, remedy);
        }
    }

    /** One thing to look at. */
    record Check(String name, Callable<Finding> look) {}

    /** All of them, in an order in which the first problem is usually the cause of the next ones. */
    static List<Check> checks() {
        return List.of(
                new Check("JDK", Diagnosis::jdk),
                new Check(Language.pick("memory", "memoria"), Diagnosis::memory),
                new Check(Language.pick("disk", "disco"), Diagnosis::disk),
                new Check("ND4J", Diagnosis::nd4j),
                new Check("Python, Jupyter", Diagnosis::python),
                new Check(Language.pick("Java kernel", "núcleo de Java"), Diagnosis::kernel),
                new Check(Language.pick("data", "datos"), Diagnosis::data),
                new Check("Chromium", Diagnosis::chromium));
    }

    /** Runs one check; one that breaks is a problem too. */
    static Finding examine(Check check) {
        try {
            return check.look().call();
        } catch (CommandFailure e) {
            return Finding.problem(Language.pick("not ready", "no está listo"), e.getMessage());
        } catch (Exception | LinkageError e) {
            return Finding.problem(
                    e.toString(),
                    Language.pick(
                            "look for this message in README, Troubleshooting",
                            "busca este mensaje en README.es, Problemas"));
        }
    }

    private static Finding jdk() {
        String what = System.getProperty("java.version") + ", " + System.getProperty("java.home") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return jdk(
                Runtime.version().feature(),
                ModuleLayer.boot().findModule("jdk.compiler").isPresent()
                        && java.lang.module.ModuleFinder.ofSystem()
                                .find("jdk.jshell")
                                .isPresent(),
                what);
    }

    static Finding jdk(int feature, boolean complete, String what) {
        String install = Language.pick(
                "install a JDK 17 or newer (adoptium.net) and set JAVA_HOME to it",
                "instala un JDK 17 o posterior (adoptium.net) y pon JAVA_HOME en su carpeta");
        return feature < 17
                ? Finding.problem(what, install)
                : complete
                        ? Finding.ok(what)
                        : Finding.problem(
                                what + Language.pick(", without compiler or JShell", ", sin compilador o sin JShell"),
                                install);
    }

    private static Finding memory() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return memory(system.getTotalMemorySize());
    }

    static Finding memory(long bytes) {
        String what = String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIB);
        return bytes >= 3 * GIB
                ? Finding.ok(what)
                : Finding.problem(
                        what,
                        Language.pick(
                                "JupyterLab and one kernel need about 3 GB: close other programs, or use a larger machine or container",
                                "JupyterLab y un núcleo necesitan unos 3 GB: cierra otros programas, o usa una máquina o un contenedor mayor"));
    }

    private static Finding disk() throws IOException {
        return disk(Files.getFileStore(Project.root()).getUsableSpace());
    }

    static Finding disk(long bytes) {
        String what = String.format(
                        Locale.ROOT, Language.pick("%.1f GB free in ", "%.1f GB libres en "), (double) bytes / GIB)
                + Project.root();
        return bytes >= GIB / 2
                ? Finding.ok(what)
                : Finding.problem(what, Language.pick("free at least 1 GB", "libera al menos 1 GB"));
    }

    private static Finding nd4j() {
        try {
            long start = System.nanoTime();
            INDArray product = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}})
                    .mmul(Nd4j.createFromArray(new float[][] {{5}, {6}}));
            if (product.getFloat(0) != 17 || product.getFloat(1) != 39) {
                return Finding.problem(
                        Language.pick("[[1,2],[3,4]]·[5,6] gave ", "[[1,2],[3,4]]·[5,6] ha dado ") + product,
                        Language.pick(
                                "the native library does not suit this processor: please report it with this line",
                                "la biblioteca nativa no va con este procesador: comunícalo con esta línea"));
            }
            String threads = System.getenv("OMP_NUM_THREADS");
            String what = Nd4j.getBackend().getClass().getSimpleName()
                    + String.format(
                            Locale.ROOT,
                            Language.pick(", first product after %.1f s", ", primer producto a los %.1f s"),
                            (System.nanoTime() - start) / 1e9);
            return "1".equals(threads)
                    ? Finding.ok(what)
                    : Finding.problem(
                            what + ", OMP_NUM_THREADS=" + threads,
                            Language.pick(
                                    "start it with ./course, which sets OMP_NUM_THREADS=1; with more threads it is many times slower",
                                    "arráncalo con ./course, que pone OMP_NUM_THREADS=1; con más hilos va mucho más lento"));
        } catch (Throwable e) { // the loader of native libraries throws errors, not exceptions
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return Finding.problem(
                    cause.toString(),
                    Language.pick(
                            "delete ~/.javacpp and target/lib and run again; /tmp and ~/.javacpp "
                                    + "must allow executable files (mount option noexec)",
                            "borra ~/.javacpp y target/lib y repite; /tmp y ~/.javacpp deben permitir archivos ejecutables (opción noexec)"));
        }
    }

    private static Finding python() {
        Setup.ensure();
        String versions = Tool.output(
                List.of(
                        Project.venvPython().toString(),
                        "-c",
                        "import platform, importlib.metadata as m; print('Python ' + platform.python_version() + ', ' + "
                                + "', '.join(n + ' ' + m.version(n) for n in ('jupyterlab', 'nbclient', 'nbgrader', 'plotly', 'jjava')))"));
        return versions != null
                ? Finding.ok(versions)
                : Finding.problem(
                        Language.pick("the environment in .venv is damaged", "el entorno de .venv está dañado"),
                        Language.pick("delete the folder .venv and run again", "borra la carpeta .venv y repite"));
    }

    private static Finding kernel() throws IOException {
        if (!Kernelspec.isCurrent()) {
            return Finding.problem(
                    Kernelspec.file().toString(), Language.pick("delete .venv and run again", "borra .venv y repite"));
        }
        List<String> lines = new ArrayList<>();
        int status = Tool.run(Tool.python(List.of(Script.file("kernel.py").toString(), "60")), lines::add);
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        return status == 0
                ? Finding.ok(Language.pick("starts in ", "arranca en ") + last + " s")
                : Finding.problem(
                        last,
                        Language.pick(
                                "delete .venv and run again; if it stays, ./course doctor --debug and report it",
                                "borra .venv y repite; si sigue igual, ./course doctor --debug y comunícalo"));
    }

    private static Finding data() throws IOException {
        Path folder = Project.root().resolve("data");
        for (Map.Entry<String, String> entry :
                Checksums.read(folder.resolve("SHA256SUMS")).entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (!Files.exists(file) || !Sha256.of(file).equals(entry.getValue())) {
                return Finding.problem(
                        entry.getKey() + Language.pick(" is missing or changed", " falta o ha cambiado"),
                        "git checkout data");
            }
        }
        List<String> here = Datasets.all().stream()
                .filter(d -> Datasets.present(d) != null)
                .map(Dataset::name)
                .toList();
        return Finding.ok(Language.pick("here: ", "aquí: ") + String.join(", ", here));
    }

    private static Finding chromium() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(java.io.File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(file -> Finding.ok(file.toString()))
                .orElseGet(() -> Finding.optional(
                        Language.pick(
                                "not found; only ./course render and the tests in a browser need it",
                                "no se encuentra; solo lo necesitan ./course render y las pruebas con navegador"),
                        "apt install chromium"));
    }
}
