package recurrent.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The same work in another library: a Python script of the folder {@code bench/} that prints one line of JSON with
 * {@code unit} and {@code seconds_per_unit}.
 *
 * @param title          how it stands in the table
 * @param environment    the virtual environment it needs: {@code torch}, {@code tf} or {@code mxnet}
 * @param script         its file in {@code bench/}
 * @param text           what it reads
 * @param arguments      its arguments
 * @param quickArguments arguments to add for a quick run
 */
public record Baseline(
        String title,
        String environment,
        String script,
        Text text,
        List<String> arguments,
        List<String> quickArguments) {
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    /**
     * The folder of its virtual environment.
     *
     * @param environments the folder of all environments
     * @return for instance {@code environments/venv-torch}
     */
    public Path folder(Path environments) {
        return environments.resolve("venv-" + environment);
    }

    /**
     * The Python that runs it.
     *
     * @param environments the folder of all environments
     * @return a program; it may not exist
     */
    public Path python(Path environments) {
        return folder(environments).resolve(WINDOWS ? "Scripts/python.exe" : "bin/python");
    }

    /**
     * The command that makes its environment.
     *
     * @param environments the folder of all environments
     * @return one line for a terminal, in the course's folder
     */
    public String recipe(Path environments) {
        return "python3.11 -m venv " + folder(environments) + " && " + python(environments)
                + " -m pip install -r bench/requirements-" + environment + ".txt";
    }

    /**
     * The command of one run.
     *
     * @param environments the folder of all environments
     * @param course       the course's folder
     * @param threads      threads it may use
     * @param quick        whether a small part will do
     * @return program and arguments
     * @throws IOException if it needs a text that is not there
     */
    public List<String> command(Path environments, Path course, int threads, boolean quick) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(python(environments).toString());
        command.add(course.resolve("bench").resolve(script).toString());
        if (text != Text.NONE) {
            command.addAll(List.of("--text", text.file().toString()));
        }
        command.addAll(List.of("--threads", Integer.toString(threads)));
        command.addAll(arguments);
        if (quick) {
            command.addAll(quickArguments);
        }
        return command;
    }

    /**
     * Reads what it has printed.
     *
     * @param line the last line of its standard output
     * @param unit the unit of the work
     * @return its seconds, and everything else it says
     * @throws IOException if the line is not what a baseline prints
     */
    public Measured read(String line, String unit) throws IOException {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException(script + ": expected one line of JSON, got «" + line + "»", e);
        }
        if (!json.path("seconds_per_unit").isNumber()
                || !unit.equals(json.path("unit").asText())) {
            throw new IOException(script + ": expected seconds_per_unit for each " + unit + ", got «" + line + "»");
        }
        Map<String, Object> details = new LinkedHashMap<>();
        json.properties().forEach(field -> details.put(field.getKey(), value(field.getValue())));
        details.remove("seconds_per_unit");
        details.remove("unit");
        return new Measured(json.get("seconds_per_unit").asDouble(), details);
    }

    private static Object value(JsonNode node) {
        return node.isNumber() ? node.numberValue() : node.asText();
    }
}
