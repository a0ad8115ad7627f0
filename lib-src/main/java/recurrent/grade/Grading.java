package recurrent.grade;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.check.Score;
import recurrent.check.Status;
import recurrent.check.TestResult;
import recurrent.i18n.Language;
import recurrent.io.Sha256;
import recurrent.notebook.Cell;

/** Grades what one student handed in: one submission in, one JSON object out. */
final class Grading implements AutoCloseable {
    /** Of the JSON object; it changes when a field changes its meaning. */
    static final int SCHEMA = 2;

    /** Other numbers are tried for a test that the solution loses too. */
    private static final int ATTEMPTS = 3;

    private final Course course;
    private final Sandbox sandbox;
    private final Limits limits;
    private final Salt salt;
    private final Language fallback;
    private final Fairness fairness;

    Grading(Course course, Sandbox sandbox, Limits limits, Salt salt, Language fallback) {
        this.course = course;
        this.sandbox = sandbox;
        this.limits = limits;
        this.salt = salt;
        this.fallback = fallback;
        fairness = new Fairness(course, sandbox, limits);
    }

    /** Everything that a result follows from, as one hash. */
    String fingerprint(Submission submission) {
        Sha256 hash = new Sha256()
                .add("schema " + SCHEMA)
                .add(course.version())
                .add(course.library().sha256())
                .add(salt.id())
                .add(sandbox.level())
                .add(limits.toString())
                .add(fallback.code())
                .add(submission.sha256());
        course.releases().forEach((name, release) -> {
            hash.add(name).add(release.notebook().toJson());
            hash.add(release.solution() == null ? "" : release.solution().toJson());
        });
        return hash.hex();
    }

    /**
     * Grades a submission, whatever it holds.
     *
     * @param submission what was handed in
     * @return the result; only "time" differs from run to run
     */
    ObjectNode grade(Submission submission) {
        long begin = System.nanoTime();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("schema", SCHEMA)
                .put("grader", course.version())
                .put("library_sha256", course.library().sha256())
                .put("student", submission.student())
                .put("submission_sha256", submission.sha256())
                .put("fingerprint", fingerprint(submission))
                .put("tests", salt.isNone() ? "public" : "hidden")
                .put("salt_id", salt.id());
        ObjectNode level = result.putObject("sandbox").put("level", sandbox.level());
        ArrayNode held = level.putArray("limits");
        sandbox.limits().forEach(held::add);
        List<String> flags = new ArrayList<>(submission.flags());
        ArrayNode notebooks = JsonNodeFactory.instance.arrayNode();
        boolean trouble = false;
        for (Map.Entry<Submission.File, Reading> entry :
                chosen(submission, flags).entrySet()) {
            trouble |= notebook(notebooks.addObject(), submission.student(), entry.getKey(), entry.getValue());
        }
        if (submission.files().isEmpty()) {
            flags.add("no notebook was handed in");
        }
        double points = 0;
        double max = 0;
        int children = 0;
        boolean review = trouble || submission.files().isEmpty();
        for (var notebook : notebooks) {
            points += notebook.path("points").asDouble();
            max += notebook.path("max").asDouble();
            children += ((ObjectNode) notebook).remove("children").asInt();
            review |= !notebook.path("flags").isEmpty()
                    || !notebook.path("reason").asText().isEmpty();
        }
        result.put("points", points).put("max", max).put("needs_review", review).put("trouble", trouble);
        ArrayNode remarks = result.putArray("flags");
        flags.forEach(remarks::add);
        result.set("notebooks", notebooks);
        ArrayNode files = result.putArray("files");
        submission.files().forEach(file -> files.addObject()
                .put("assignment", file.assignment())
                .put("file", file.name())
                .put("size", file.size())
                .put("sha256", Sha256.of(file.bytes())));
        result.putObject("time")
                .put("received", submission.arrival().received())
                .put("stated", submission.arrival().stated())
                .put("graded_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("seconds", Math.round((System.nanoTime() - begin) / 1e8) / 10.0)
                .put("children", children);
        return result;
    }

    /** One file for each chapter: of several, the one in which most is answered. */
    private Map<Submission.File, Reading> chosen(Submission submission, List<String> flags) {
        Map<Submission.File, Reading> all = new LinkedHashMap<>();
        Map<String, Submission.File> best = new HashMap<>();
        for (Submission.File file : submission.files()) {
            Reading reading = Reading.of(file, course.releases().values());
            all.put(file, reading);
            Submission.File other = best.get(reading.chapter());
            if (reading.reason().isEmpty() && (other == null || answered(reading) > answered(all.get(other)))) {
                best.put(reading.chapter(), file);
            }
        }
        Set<Submission.File> dropped = new HashSet<>();
        all.forEach((file, reading) -> {
            if (reading.reason().isEmpty() && best.get(reading.chapter()) != file) {
                flags.add(file.name() + ": another notebook of chapter " + reading.chapter() + " has more answers");
                dropped.add(file);
            }
        });
        all.keySet().removeAll(dropped);
        return all;
    }

    private long answered(Reading reading) {
        return Transplant.of(release(reading).notebook(), reading.notebook()).answered().values().stream()
                .filter("answered"::equals)
                .count();
    }

    private Course.Release release(Reading reading) {
        String language = reading.language().isEmpty() ? fallback.code() : reading.language();
        Course.Release release = course.releases().get(language + "/" + reading.chapter());
        if (release != null) {
            return release;
        }
        return course.releases().values().stream()
                .filter(r -> r.chapter().equals(reading.chapter()))
                .findFirst()
                .orElseThrow();
    }

    /** True if something went wrong that is not the student's fault. */
    private boolean notebook(ObjectNode json, String student, Submission.File file, Reading reading) {
        json.put("assignment", file.assignment())
                .put("file", file.name())
                .put("sha256", Sha256.of(file.bytes()))
                .put("chapter", reading.chapter())
                .put("reason", reading.reason());
        List<String> flags = new ArrayList<>(reading.flags());
        if (!reading.reason().isEmpty()) {
            json.put("language", reading.language())
                    .put("release", "")
                    .put("points", 0.0)
                    .put("max", 0.0)
                    .put("children", 0);
            ArrayNode remarks = json.putArray("flags");
            flags.forEach(remarks::add);
            json.putArray("exercises");
            return false;
        }
        Course.Release release = release(reading);
        Transplant answers = Transplant.of(release.notebook(), reading.notebook());
        flags.addAll(answers.flags());
        ArrayNode exercises = JsonNodeFactory.instance.arrayNode();
        boolean trouble;
        double points = 0;
        double max = 0;
        try (Session session =
                new Session(() -> Child.start(course, sandbox, limits, release.language()), limits, answers.cells())) {
            Marker marker = new Marker(session, answers, limits, release.language());
            for (Cell check : release.checks()) {
                String exercise = check.course("exercise");
                long variant = salt.variant(exercise, student);
                Score score = marker.mark(check, variant);
                for (int attempt = 1; variant != 0 && !score.full() && answered(answers, exercise); attempt++) {
                    List<String> unfair = fairness.unfair(release, check, variant, score);
                    if (unfair.isEmpty()) {
                        break;
                    }
                    if (attempt == ATTEMPTS) {
                        flags.add(
                                "exercise " + exercise + ": the solution loses " + String.join(", ", unfair) + " too");
                        break;
                    }
                    variant = salt.variant(exercise, student + "\0" + attempt);
                    session.output();
                    score = marker.mark(check, variant);
                }
                exercise(
                        exercises.addObject(),
                        score,
                        variant,
                        answers.answered().get(exercise),
                        session.output());
                points += score.points();
                max += score.max();
            }
            trouble = session.trouble();
            json.put("children", session.children());
        }
        json.put("language", release.language().code())
                .put("release", release.language().code() + "/" + release.name())
                .put("points", points)
                .put("max", max);
        ArrayNode remarks = json.putArray("flags");
        flags.forEach(remarks::add);
        json.set("exercises", exercises);
        return trouble;
    }

    private static boolean answered(Transplant answers, String exercise) {
        return "answered".equals(answers.answered().get(exercise));
    }

    @Override
    public void close() {
        fairness.close();
    }

    private static void exercise(ObjectNode json, Score score, long variant, String state, String output) {
        json.put("exercise", score.exercise())
                .put("title", score.title())
                .put("state", state == null ? "missing" : state)
                .put("seed", variant == 0 ? "" : String.format("%016x", variant))
                .put("points", score.points())
                .put("max", score.max())
                .put("notice", score.notice())
                .put("output", output);
        ArrayNode tests = json.putArray("tests");
        for (TestResult test : score.tests()) {
            tests.addObject()
                    .put("name", test.name())
                    .put("asked", test.asked())
                    .put("points", test.points())
                    .put("max", test.of())
                    .put(
                            "status",
                            test.status() == Status.NOT_RUN
                                    ? "NOT_RUN"
                                    : test.status().name())
                    .put("message", test.message())
                    .put("hint", test.hint())
                    // numbers of JShell's pieces say nothing outside of it
                    .put("where", test.where().replaceAll(" ?\\(?#\\d+(:\\d+)?\\)?", ""));
        }
    }
}
