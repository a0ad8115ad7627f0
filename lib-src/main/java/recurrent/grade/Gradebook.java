package recurrent.grade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/** The results of all students as tables. */
final class Gradebook {
    private final Map<String, JsonNode> results;
    private final Map<String, Double> max; // by exercise

    /**
     * A gradebook.
     *
     * @param results by student; null for those whose result is not known
     * @param max     points of the exercises that count, in order
     */
    Gradebook(Map<String, JsonNode> results, Map<String, Double> max) {
        this.results = results;
        this.max = max;
    }

    /** One row for each student, exercise and test. */
    String tall() {
        Csv csv = new Csv()
                .row(List.of("student", "exercise", "test", "points", "max", "status", "submission", "needs_review"));
        results.forEach((student, result) -> {
            Map<String, JsonNode> exercises = exercises(result);
            max.forEach((exercise, worth) -> {
                JsonNode done = exercises.get(exercise);
                if (done == null) {
                    csv.row(List.of(student, exercise, "", 0, worth, "NOT_SUBMITTED", state(result), review(result)));
                    return;
                }
                for (JsonNode test : done.path("tests")) {
                    csv.row(List.of(
                            student,
                            exercise,
                            test.path("name").asText(),
                            test.path("points").asDouble(),
                            test.path("max").asDouble(),
                            test.path("status").asText(),
                            state(result),
                            review(result)));
                }
            });
        });
        return csv.toString();
    }

    /** One row for each student, one column for each exercise. */
    String wide() {
        List<Object> head = new ArrayList<>(List.of("student", "points", "max"));
        head.addAll(max.keySet());
        head.addAll(List.of("submission", "needs_review", "remarks"));
        Csv csv = new Csv().row(head);
        results.forEach((student, result) -> {
            Map<String, JsonNode> exercises = exercises(result);
            List<Object> row = new ArrayList<>();
            row.add(student);
            row.add(points(result));
            row.add(total());
            max.keySet()
                    .forEach(exercise -> row.add(
                            exercises.containsKey(exercise)
                                    ? (Object) exercises
                                            .get(exercise)
                                            .path("points")
                                            .asDouble()
                                    : ""));
            row.add(state(result));
            row.add(review(result));
            row.add(String.join("; ", remarks(result)));
            csv.row(row);
        });
        return csv.toString();
    }

    double total() {
        return max.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The points of a student. */
    static double points(JsonNode result) {
        return result == null ? 0 : result.path("points").asDouble();
    }

    /** In a word how the submission of a student stands. */
    static String state(JsonNode result) {
        if (result == null) {
            return "not graded";
        }
        if (result.path("notebooks").isEmpty()) {
            return result.path("submission_sha256").asText().isEmpty() ? "not submitted" : "no notebook";
        }
        if (result.path("trouble").asBoolean()) {
            return "grade again";
        }
        boolean graded = false;
        for (JsonNode notebook : result.path("notebooks")) {
            graded |= notebook.path("reason").asText().isEmpty();
        }
        return graded ? "graded" : "unreadable";
    }

    static String review(JsonNode result) {
        return result == null || result.path("needs_review").asBoolean() ? "yes" : "no";
    }

    /** What a teacher may want to know, each with the file it is about. */
    static List<String> remarks(JsonNode result) {
        List<String> remarks = new ArrayList<>();
        if (result != null) {
            result.path("flags").forEach(flag -> remarks.add(flag.asText()));
            for (JsonNode notebook : result.path("notebooks")) {
                String file = notebook.path("file").asText() + ": ";
                if (!notebook.path("reason").asText().isEmpty()) {
                    remarks.add(file + notebook.path("reason").asText());
                }
                notebook.path("flags").forEach(flag -> remarks.add(file + flag.asText()));
            }
        }
        return remarks;
    }

    /** The exercises of a result by their ids. */
    static Map<String, JsonNode> exercises(JsonNode result) {
        Map<String, JsonNode> exercises = new LinkedHashMap<>();
        if (result != null) {
            for (JsonNode notebook : result.path("notebooks")) {
                for (JsonNode exercise : notebook.path("exercises")) {
                    exercises.put(exercise.path("exercise").asText(), exercise);
                }
            }
        }
        return exercises;
    }

    /** The points of the exercises of some chapters. */
    static Map<String, Double> max(Course course, Set<String> chapters) {
        Map<String, Double> max = new TreeMap<>();
        course.releases().values().stream()
                .filter(release -> chapters.contains(release.chapter()))
                .forEach(release -> release.checks()
                        .forEach(check -> max.put(
                                check.course("exercise"),
                                check.metadata().path("nbgrader").path("points").asDouble())));
        return max;
    }
}
