package recurrent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A result in the format of Gradescope's results.json, which other systems read too. */
final class Gradescope {
    private Gradescope() {}

    static ObjectNode of(JsonNode result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("score", result.path("points").asDouble()).put("output_format", "text");
        json.put("output", String.join("\n", Gradebook.remarks(result)));
        ArrayNode tests = json.putArray("tests");
        boolean hidden = result.path("tests").asText().equals("hidden");
        Gradebook.exercises(result).forEach((id, exercise) -> {
            int number = 0;
            for (JsonNode test : exercise.path("tests")) {
                tests.addObject()
                        .put("number", id + "." + ++number)
                        .put(
                                "name",
                                id + " " + exercise.path("title").asText() + ": "
                                        + test.path("asked").asText())
                        .put("score", test.path("points").asDouble())
                        .put("max_score", test.path("max").asDouble())
                        .put("status", test.path("status").asText().equals("PASS") ? "passed" : "failed")
                        .put("output", StudentReport.words(test, hidden))
                        .put("visibility", "visible");
            }
        });
        return json;
    }
}
