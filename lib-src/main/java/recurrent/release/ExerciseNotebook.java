package recurrent.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import recurrent.exercises.Exercises;
import recurrent.exercises.names.ExerciseName;
import recurrent.i18n.Language;
import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

/** Turns one notebook of solutions into one of exercises, and says which rules it breaks. */
final class ExerciseNotebook {
    private final Notebook source;
    private final String chapter;
    private final Language language;
    private final List<String> problems = new ArrayList<>();
    private final List<Cell> completed = new ArrayList<>();
    private final List<Cell> released = new ArrayList<>();

    /**
     * Works on a notebook.
     *
     * @param source   with solutions
     * @param chapter  such as "07": all its exercises belong to it
     * @param language of the students
     */
    ExerciseNotebook(Notebook source, String chapter, Language language) {
        this.source = source;
        this.chapter = chapter;
        this.language = language;
        exercises();
        int number = 0;
        boolean first = true;
        for (Cell cell : source.cells()) {
            number++;
            try {
                cell(cell.withoutOutputs(), first && cell.isCode());
            } catch (IllegalArgumentException e) {
                problems.add("cell " + number + " (" + cell.id() + "): " + e.getMessage());
            }
            first &= !cell.isCode();
        }
    }

    /** Broken rules; empty if there are none. */
    List<String> problems() {
        return problems;
    }

    /** The solutions with the metadata that follow from them. */
    Notebook completed() {
        return source.withCells(completed);
    }

    /** The exercises. */
    Notebook released() {
        return source.withCells(released);
    }

    private void cell(Cell cell, boolean setup) {
        if (cell.source().contains("HIDDEN TESTS")) {
            throw new IllegalArgumentException("hidden tests do not stand in notebooks; the grader brings its own");
        }
        String role = cell.course("role");
        Cell whole = cell;
        Cell forStudents = cell;
        switch (role) {
            case "solution" -> {
                belongs(cell, "");
                whole = cell.withMetadata(Metadata.complete(cell, 0));
                forStudents = whole.withSource(Stubs.of(cell.source(), cell.course("exercise"), language));
            }
            case "check" -> {
                belongs(cell, "-check");
                String call = ExerciseName.of(cell.course("exercise")).simpleName() + ".check(";
                if (!cell.source().startsWith(call)
                        || cell.source().contains(";")
                        || !cell.source().endsWith(")")) {
                    throw new IllegalArgumentException("a check cell is one call, " + call + "…), without a semicolon");
                }
                whole = cell.withMetadata(Metadata.complete(cell, points(cell.course("exercise"))));
                forStudents = whole;
            }
            case "given" -> {
                whole = cell.withMetadata(Metadata.complete(cell, 0));
                forStudents = whole;
            }
            case "" -> {
                if (cell.source().contains("BEGIN SOLUTION") && cell.isCode()
                        || cell.metadata().has("nbgrader")) {
                    throw new IllegalArgumentException("metadata recurrent.role is missing: solution, check or given");
                }
                if (setup) {
                    whole = cell.withMetadata(locked(cell));
                    forStudents = whole;
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "metadata recurrent.role: expected solution, check or given, got \"" + role + "\"");
        }
        completed.add(whole);
        if (!cell.solutionOnly()) {
            released.add(forStudents);
        }
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode locked(Cell cell) {
        var metadata = cell.metadata().deepCopy();
        metadata.put("deletable", false).put("editable", false);
        return metadata;
    }

    private void belongs(Cell cell, String suffix) {
        String exercise = cell.course("exercise");
        String id = Metadata.gradeId(exercise);
        boolean named = suffix.isEmpty()
                ? cell.id().equals(id)
                        || cell.id().startsWith(id + "-") && !cell.id().equals(id + "-check")
                : cell.id().equals(id + suffix);
        if (!named) {
            throw new IllegalArgumentException("id: expected \"" + id + suffix + "\", got \"" + cell.id() + "\"");
        }
        if (!exercise.startsWith(chapter + ".")) {
            throw new IllegalArgumentException(
                    "exercise " + exercise + " stands in the notebook of chapter " + chapter);
        }
        if (!cell.isCode() || cell.solutionOnly()) {
            throw new IllegalArgumentException("expected a code cell that students get");
        }
    }

    /** Every exercise has an answer cell, then exactly one check cell. */
    private void exercises() {
        Set<String> all = new LinkedHashSet<>();
        Map<String, Integer> solutions = new HashMap<>();
        Map<String, Integer> checks = new HashMap<>();
        for (Cell cell : source.cells()) {
            String exercise = cell.course("exercise");
            if (cell.course("role").equals("solution")) {
                all.add(exercise);
                solutions.merge(exercise, 1, Integer::sum);
                if (checks.containsKey(exercise)) {
                    problems.add("exercise " + exercise + ": the check cell stands before an answer cell");
                }
            } else if (cell.course("role").equals("check")) {
                all.add(exercise);
                checks.merge(exercise, 1, Integer::sum);
            }
        }
        if (all.isEmpty()) {
            problems.add("no exercise: no cell has the metadata recurrent {exercise, role}");
        }
        for (String exercise : all) {
            if (!solutions.containsKey(exercise)) {
                problems.add("exercise " + exercise + ": no answer cell (role solution)");
            }
            if (checks.getOrDefault(exercise, 0) != 1) {
                problems.add(
                        "exercise " + exercise + ": expected one check cell, got " + checks.getOrDefault(exercise, 0));
            }
        }
    }

    /** The points of an exercise, from its class. */
    private static double points(String id) {
        Exercises.Entry exercise = Exercises.find(id);
        exercise.check(); // it has one
        return exercise.points();
    }
}
