package recurrent.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the checks have kept in {@code .recurrent/progress.jsonl}: one JSON object a line.
 *
 * @param best   the most points that each exercise ever got, by its id; 0 for one that was tried in vain
 * @param broken how many lines could not be read
 */
record ProgressFile(Map<String, Double> best, int broken) {
    static final ProgressFile EMPTY = new ProgressFile(Map.of(), 0);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the file; one that is missing or cannot be opened is an empty one. A broken line costs only itself. */
    static ProgressFile read(Path file) {
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return EMPTY;
        }
        Map<String, Double> best = new TreeMap<>();
        int broken = 0;
        for (String line : text.split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode result = parse(line);
            JsonNode points = result.path("points");
            if (!result.path("exercise").isTextual() || !points.isNumber() || !(points.asDouble() >= 0)) {
                broken++;
            } else {
                best.merge(result.path("exercise").asText(), points.asDouble(), Math::max);
            }
        }
        return new ProgressFile(best, broken);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
