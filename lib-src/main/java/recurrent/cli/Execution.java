package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import recurrent.i18n.Language;

/** One execution of a notebook in the real kernel; shows which cell runs. */
final class Execution {
    private static final String LOG = ".recurrent/run.log";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String prefix;
    private final PrintWriter results;
    private final StatusLine status = new StatusLine();
    private final long start = System.nanoTime();
    private String error;

    private Execution(String prefix, PrintWriter results) {
        this.prefix = prefix;
        this.results = results;
    }

    /**
     * Executes a notebook to its end.
     *
     * @param file        the notebook; it is not changed
     * @param executed    where to leave it with its outputs
     * @param page        where to leave a web page of it; null for none
     * @param prefix      said before the cell in the progress line
     * @param environment changes what the kernel sees
     * @param results     gets the text of the cells with the tag "result"; null for nobody
     * @throws CommandFailure if a cell fails; the message names it
     */
    static void run(
            Path file,
            Path executed,
            Path page,
            String prefix,
            Consumer<Map<String, String>> environment,
            PrintWriter results)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                Script.file("execute.py", "page.py").toString(),
                file.toAbsolutePath().toString(),
                executed.toString()));
        if (page != null) {
            arguments.add(page.toString());
        }
        ProcessBuilder builder = Tool.python(arguments);
        environment.accept(builder.environment());
        builder.redirectError(Project.root().resolve(LOG).toFile());
        Execution execution = new Execution(prefix, results);
        int status = Tool.run(builder, execution::line);
        execution.status.clear();
        if (execution.error != null) {
            throw new CommandFailure(file + ": " + execution.error);
        }
        if (status != 0) {
            throw new CommandFailure(file + ": "
                    + Language.pick("it could not be executed; details: ", "no se pudo ejecutar; detalles: ") + LOG
                    + Language.pick("; ./course doctor looks for the cause", "; ./course doctor busca la causa"));
        }
    }

    /** What the script tells, one JSON object a line. */
    private void line(String line) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return; // not ours: some library prints
        }
        switch (event.path("event").asText()) {
            case "cell" -> cell(event);
            case "result" -> {
                if (results != null) {
                    status.clear();
                    results.println(event.path("text").asText().strip());
                    results.flush();
                }
            }
            case "error" ->
                error = event.path("cell").isMissingNode()
                        ? event.path("message").asText() + Language.pick("; details: ", "; detalles: ") + LOG
                        : String.format(
                                Language.pick(
                                        "cell %d (%s): %s; executed so far: %s", "celda %d (%s): %s; lo ejecutado: %s"),
                                event.path("cell").asInt(),
                                event.path("title").asText(),
                                event.path("message").asText(),
                                event.path("file").asText());
            default -> {}
        }
    }

    private void cell(JsonNode event) {
        String text = String.format(
                Locale.ROOT,
                Language.pick("  %scell %d of %d, %.0f s  %s", "  %scelda %d de %d, %.0f s  %s"),
                prefix,
                event.path("number").asInt(),
                event.path("of").asInt(),
                (System.nanoTime() - start) / 1e9,
                event.path("title").asText());
        if (status.active()) {
            status.show(text);
        } else if (prefix.isEmpty()) {
            System.err.println(text);
        }
    }
}
