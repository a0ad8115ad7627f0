package recurrent.grade;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;

/**
 * The answers of a submission in the frame of the release. Only what stands in answer cells is taken; tests, points,
 * metadata, kernel and outputs of the submission count for nothing.
 *
 * @param cells    what a child reads, in the order of the release
 * @param sources  the student's text for each answer cell that was found, by the id of the cell in the release
 * @param answered for each exercise how it stands: "answered", "untouched" or "missing"
 * @param flags    what a teacher may want to know
 */
record Transplant(
        List<AnswerCell> cells, Map<String, String> sources, Map<String, String> answered, List<String> flags) {
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum)\\s+(\\w+)");

    Transplant {
        cells = List.copyOf(cells);
        sources = Map.copyOf(sources);
        flags = List.copyOf(flags);
    }

    /**
     * Takes the answers out of a submission.
     *
     * @param release   the notebook that students got
     * @param submitted what came back
     * @return answers and remarks
     */
    static Transplant of(Notebook release, Notebook submitted) {
        List<AnswerCell> cells = new ArrayList<>();
        Map<String, String> sources = new LinkedHashMap<>();
        Map<String, String> answered = new LinkedHashMap<>();
        Set<String> flags = new LinkedHashSet<>();
        Set<Cell> taken = Collections.newSetFromMap(new IdentityHashMap<>()); // copies are equal
        boolean setup = true;
        for (Cell cell : release.cells()) {
            if (!cell.isCode()) {
                continue;
            }
            String exercise = cell.course("exercise");
            switch (cell.course("role")) {
                case "solution" -> {
                    Cell answer = find(cell, submitted, taken, flags);
                    String state = "missing";
                    if (answer != null) {
                        state = same(answer.source(), cell.source()) ? "untouched" : "answered";
                        String source = withoutMagics(answer, flags);
                        sources.put(cell.id(), source);
                        cells.add(new AnswerCell("solution", exercise, source));
                    }
                    answered.merge(exercise, state, Transplant::better);
                }
                case "check" -> {}
                case "given" -> cells.add(new AnswerCell("given", exercise, cell.source()));
                default -> {
                    if (!setup) {
                        cells.add(new AnswerCell("other", "", cell.source()));
                    }
                }
            }
            setup = false;
        }
        Set<String> ours =
                release.cells().stream().map(c -> squeeze(c.source())).collect(Collectors.toSet());
        for (Cell cell : submitted.cells()) {
            if (cell.isCode()
                    && !taken.contains(cell)
                    && !ours.contains(squeeze(cell.source()))
                    && !cell.source().isBlank()
                    && !cell.source().contains(".check(")) {
                cells.add(new AnswerCell("extra", "", withoutMagics(cell, new HashSet<>())));
            }
        }
        return new Transplant(cells, sources, answered, new ArrayList<>(flags));
    }

    private static String better(String a, String b) {
        return a.equals("answered") || b.equals("answered") ? "answered" : a.equals("untouched") ? a : b;
    }

    /** By nbgrader's id, by the cell's id, at last by the type that it declares. */
    private static Cell find(Cell wanted, Notebook submitted, Set<Cell> taken, Set<String> flags) {
        String id = wanted.id();
        List<Cell> found = new ArrayList<>();
        for (Cell cell : submitted.cells()) {
            if (!taken.contains(cell)
                    && (cell.metadata()
                                    .path("nbgrader")
                                    .path("grade_id")
                                    .asText("")
                                    .equals(id)
                            || cell.id().equals(id))) {
                found.add(cell);
            }
        }
        if (found.isEmpty()) {
            Set<String> types = types(wanted.source());
            submitted.cells().stream()
                    .filter(c -> c.isCode() && !taken.contains(c))
                    .filter(c -> types.stream().anyMatch(types(c.source())::contains))
                    .forEach(found::add);
            flags.add(found.isEmpty() ? "cell " + id + " is missing" : "cell " + id + " was found by what it declares");
        }
        if (found.size() > 1) {
            flags.add("cell " + id + " is there " + found.size() + " times; the first one that was written in counts");
        }
        Cell chosen = found.stream()
                .filter(c -> !same(c.source(), wanted.source()))
                .findFirst()
                .orElse(found.isEmpty() ? null : found.get(0));
        if (chosen != null) {
            taken.addAll(found);
            if (!chosen.isCode()) {
                flags.add("cell " + id + " is no code cell any more");
            }
        }
        return chosen;
    }

    private static Set<String> types(String source) {
        Set<String> types = new LinkedHashSet<>();
        Matcher type = TYPE.matcher(source);
        while (type.find()) {
            types.add(type.group(1));
        }
        return types;
    }

    private static String withoutMagics(Cell cell, Set<String> flags) {
        if (cell.source().lines().noneMatch(line -> line.startsWith("%"))) {
            return cell.source();
        }
        flags.add("cell " + cell.id() + ": commands to the kernel (%) were left out");
        return cell.source()
                .lines()
                .map(line -> line.startsWith("%") ? "" : line)
                .collect(Collectors.joining("\n"));
    }

    private static boolean same(String a, String b) {
        return squeeze(a).equals(squeeze(b));
    }

    private static String squeeze(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
