package recurrent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import recurrent.i18n.Language;
import recurrent.io.AtomicFile;

/** {@code ./course lab}: JupyterLab with the course in it, and nothing a student has no use for. */
@Command(name = "lab", sortOptions = false, description = "Open JupyterLab on the course. Ctrl-C ends it.")
final class LabCommand implements Callable<Integer> {
    private static final List<String> INSTRUCTOR_EXTENSIONS = List.of(
            "nbgrader.server_extensions.formgrader",
            "nbgrader.server_extensions.validate_assignment",
            "nbgrader.server_extensions.assignment_list",
            "nbgrader.server_extensions.course_list");

    @Option(names = "--no-browser", description = "Only print the address; open no browser.")
    private boolean noBrowser;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8888",
            description = "Port to listen on (${DEFAULT-VALUE}); the next free one if it is taken.")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 1 || port > 65535) {
            throw new UsageException(
                    Language.pick("--port: expected 1 to 65535, got ", "--port: se esperaba de 1 a 65535, vino ")
                            + port);
        }
        Setup.ensure();
        configure();
        ProcessBuilder builder =
                Tool.python(arguments()).directory(Project.root().toFile()).inheritIO();
        builder.environment().putAll(JvmSettings.environment());
        System.err.println(
                Language.pick("JupyterLab starts; Ctrl-C ends it.", "Arranca JupyterLab; Ctrl-C lo cierra."));
        Process lab = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(lab)));
        int status = lab.waitFor();
        return status == 0 ? 0 : 1;
    }

    private List<String> arguments() {
        Path chapters = Project.root().resolve("notebooks").resolve(code());
        List<String> all = new ArrayList<>(List.of(
                "-m",
                "jupyterlab",
                "--ServerApp.log_level=WARN",
                "--LabApp.log_level=WARN",
                "--port=" + port,
                "--ServerApp.root_dir=" + Project.root()));
        if (Files.isDirectory(chapters)) {
            all.add("--FileContentsManager.preferred_dir=" + chapters);
        }
        if (Files.exists(chapters.resolve("index.ipynb"))) {
            all.add("--LabApp.default_url=/lab/tree/notebooks/" + code() + "/index.ipynb");
        }
        if (noBrowser) {
            all.add("--no-browser");
        }
        if ("root".equals(System.getProperty("user.name"))) { // as in most containers
            all.add("--allow-root");
        }
        return all;
    }

    private static String code() {
        return Language.current() == Language.ES ? "es" : "en";
    }

    /** Writes the settings: the user's own Jupyter, in the home folder, is neither read nor changed. */
    static void configure() throws IOException {
        Path config = Project.state().resolve("jupyter/config");
        Map<String, Boolean> off = new java.util.TreeMap<>();
        INSTRUCTOR_EXTENSIONS.forEach(name -> off.put(name, false));
        write(
                config.resolve("jupyter_server_config.json"),
                Map.of(
                        "ServerApp", Map.of("jpserver_extensions", off),
                        "KernelSpecManager",
                                Map.of("allowed_kernelspecs", List.of("java"), "ensure_native_kernel", false),
                        "MultiKernelManager", Map.of("default_kernel_name", "java")));
        write(
                config.resolve("labconfig/page_config.json"),
                Map.of("disabledExtensions", Map.of("@jupyter/nbgrader", true)));
        write(
                Project.venv().resolve("share/jupyter/lab/settings/overrides.json"),
                Map.of(
                        "@jupyterlab/apputils-extension:notification",
                                Map.of("fetchNews", "false", "checkForUpdates", false),
                        "@jupyterlab/translation-extension:plugin",
                                Map.of("locale", Language.current() == Language.ES ? "es_ES" : "default")));
    }

    private static void write(Path file, Map<String, ?> content) throws IOException {
        AtomicFile.write(file, new ObjectMapper().writeValueAsString(content));
    }

    private static void end(Process lab) {
        lab.destroy(); // JupyterLab stops its kernels and ends
        try {
            if (!lab.waitFor(10, TimeUnit.SECONDS)) {
                lab.descendants().forEach(ProcessHandle::destroy);
                lab.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
