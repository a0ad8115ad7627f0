package recurrent.release;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.notebook.Cell;

/** The metadata of exercise cells: what nbgrader (schema 3) and the course need to know. */
final class Metadata {
    private static final Pattern EXERCISE = Pattern.compile("(\\d\\d)\\.(\\d+)");

    private Metadata() {}

    /** "ex07-2" for "07.2". */
    static String gradeId(String exercise) {
        var parts = EXERCISE.matcher(exercise);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "metadata recurrent.exercise: expected such as \"07.2\", got \"" + exercise + "\"");
        }
        return "ex" + parts.group(1) + "-" + parts.group(2);
    }

    /**
     * The metadata that a cell should have: those it has, completed.
     *
     * @param cell   with a role
     * @param points of its exercise; for check cells
     * @return new metadata
     * @throws IllegalArgumentException if what is there says something else
     */
    static ObjectNode complete(Cell cell, double points) {
        ObjectNode all = cell.metadata().deepCopy();
        String role = cell.course("role");
        ObjectNode nbgrader = JsonNodeFactory.instance.objectNode();
        nbgrader.put("schema_version", 3)
                .put("grade_id", cell.id())
                .put("grade", role.equals("check"))
                .put("solution", role.equals("solution"))
                .put("locked", !role.equals("solution"))
                .put("task", false);
        if (role.equals("check")) {
            if (points == Math.rint(points)) {
                nbgrader.put("points", (long) points);
            } else {
                nbgrader.put("points", points);
            }
        }
        merge(all, "nbgrader", nbgrader);
        put(all, "deletable", JsonNodeFactory.instance.booleanNode(false));
        if (!role.equals("solution")) {
            put(all, "editable", JsonNodeFactory.instance.booleanNode(false));
        }
        return all;
    }

    private static void merge(ObjectNode all, String key, ObjectNode wanted) {
        JsonNode present = all.path(key);
        if (present instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (!wanted.has(name)) {
                    throw new IllegalArgumentException("metadata " + key + "." + name + " does not belong there");
                }
                if (!same(object.path(name), wanted.path(name))) {
                    throw new IllegalArgumentException("metadata " + key + "." + name + ": expected "
                            + wanted.path(name) + ", got "
                            + object.path(name));
                }
            });
        }
        all.set(key, wanted);
    }

    private static void put(ObjectNode all, String key, JsonNode wanted) {
        if (all.has(key) && !all.path(key).equals(wanted)) {
            throw new IllegalArgumentException("metadata " + key + ": expected " + wanted + ", got " + all.path(key));
        }
        all.set(key, wanted);
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() ? Math.abs(a.asDouble() - b.asDouble()) < 1e-9 : a.equals(b);
    }
}
