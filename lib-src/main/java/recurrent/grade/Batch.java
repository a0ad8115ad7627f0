package recurrent.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.io.AtomicFile;
import recurrent.io.Home;
import recurrent.notebook.Notebook;

/** Grades a class: several students at once, each result written as soon as it is there. */
final class Batch {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Who is graded again. */
    enum Again {
        /** Everybody. */
        ALL,
        /** Those whose result does not follow from the same submission, grader, salt and limits. */
        UNFINISHED,
        /** Those who handed in something else than what their result is about. */
        CHANGED
    }

    /** Hears how far it is. */
    @FunctionalInterface
    interface Listener {
        void graded(String student, int done, int of, ObjectNode result);
    }

    /**
     * What came of it.
     *
     * @param graded  students who were graded now
     * @param kept    students whose result was there
     * @param review  students whose result a teacher should look at
     * @param trouble students who have to be graded again
     * @param points  of all
     */
    record Summary(int graded, int kept, int review, int trouble, double points) {}

    private final Grading grading;
    private final Course course;
    private final Path results;

    Batch(Grading grading, Course course, Path results) {
        this.grading = grading;
        this.course = course;
        this.results = results;
    }

    /**
     * Grades.
     *
     * @param submissions of the class
     * @param roster      students who should have handed in something
     * @param only        students to grade; empty for all
     * @param chapters    that count; empty for those of which there is a notebook
     * @param again       who is graded again
     * @param jobs        at once
     * @param listener    hears of every student
     * @return counts
     * @throws IOException          if the results cannot be written, or somebody else writes them
     * @throws InterruptedException if it is stopped
     */
    @SuppressWarnings("try") // the lock only has to be there until the end
    Summary run(
            List<Submission> submissions,
            Set<String> roster,
            Set<String> only,
            Set<String> chapters,
            Again again,
            int jobs,
            Listener listener)
            throws IOException, InterruptedException {
        Files.createDirectories(results);
        try (FileChannel channel = FileChannel.open(
                        results.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            Map<String, Submission> handedIn = new TreeMap<>();
            roster.forEach(student -> handedIn.put(student, null));
            submissions.forEach(submission -> handedIn.put(submission.student(), submission));
            Map<String, String> names = Names.of(handedIn.keySet());
            Map<String, JsonNode> all = new TreeMap<>();
            List<Submission> todo = new ArrayList<>();
            handedIn.forEach((student, submission) -> {
                JsonNode old = read(file(names.get(student), "json"));
                if (submission == null) {
                    all.put(student, missing(student));
                } else if (!only.isEmpty() && !only.contains(student) || keep(again, old, submission)) {
                    all.put(student, old);
                } else {
                    todo.add(submission);
                }
            });
            int kept = all.size();
            grade(todo, names, all, jobs, listener);
            write(all, names, chapters);
            return new Summary(
                    todo.size(),
                    kept,
                    (int) all.values().stream()
                            .filter(r -> Gradebook.review(r).equals("yes"))
                            .count(),
                    (int) all.values().stream()
                            .filter(r -> r == null || r.path("trouble").asBoolean())
                            .count(),
                    all.values().stream().mapToDouble(Gradebook::points).sum());
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // in this very program
        }
        throw new IOException(results + ": another grader is writing there; wait for it, or choose another --out");
    }

    private boolean keep(Again again, JsonNode old, Submission submission) {
        if (old == null || old.path("trouble").asBoolean() || old.path("schema").asInt() != Grading.SCHEMA) {
            return false;
        }
        return switch (again) {
            case ALL -> false;
            case UNFINISHED -> old.path("fingerprint").asText().equals(grading.fingerprint(submission));
            case CHANGED -> old.path("submission_sha256").asText().equals(submission.sha256());
        };
    }

    private void grade(
            List<Submission> todo, Map<String, String> names, Map<String, JsonNode> all, int jobs, Listener listener)
            throws IOException, InterruptedException {
        Logger junit = Logger.getLogger("org.junit");
        Level level = junit.getLevel();
        junit.setLevel(Level.OFF);
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        try {
            Map<Submission, Future<ObjectNode>> running = new LinkedHashMap<>();
            int[] done = {0};
            for (Submission submission : todo) {
                running.put(submission, workers.submit(() -> {
                    Map<String, Notebook> notebooks = new TreeMap<>();
                    ObjectNode result = one(submission, notebooks);
                    save(names.get(submission.student()), notebooks, result);
                    synchronized (done) {
                        listener.graded(submission.student(), ++done[0], todo.size(), result);
                    }
                    return result;
                }));
            }
            for (Map.Entry<Submission, Future<ObjectNode>> each : running.entrySet()) {
                all.put(each.getKey().student(), each.getValue().get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UncheckedIOException u
                    ? u.getCause()
                    : new IOException(String.valueOf(e.getCause().getMessage()), e.getCause());
        } finally {
            workers.shutdownNow();
            junit.setLevel(level);
        }
    }

    /** A defect of the grader costs one student a second try, not the class its grades. */
    private ObjectNode one(Submission submission, Map<String, Notebook> notebooks) {
        try {
            ObjectNode result = grading.grade(submission);
            notebooks.putAll(GradedNotebook.of(course, submission, result));
            return result;
        } catch (RuntimeException | Error e) {
            ObjectNode failed = missing(submission.student());
            failed.put("submission_sha256", submission.sha256()).put("trouble", true);
            failed.withArray("flags").add("the grader failed: " + e);
            return failed;
        }
    }

    private void save(String name, Map<String, Notebook> notebooks, ObjectNode result) {
        try {
            for (Map.Entry<String, Notebook> each : notebooks.entrySet()) {
                AtomicFile.write(
                        results.resolve("notebooks").resolve(name).resolve(each.getKey()),
                        each.getValue().toJson());
            }
            AtomicFile.write(file(name, "html"), StudentReport.html(result));
            AtomicFile.write(
                    results.resolve("gradescope").resolve(name + ".json"),
                    JSON.writeValueAsString(Gradescope.of(result)) + "\n");
            AtomicFile.write(
                    file(name, "json"), JSON.writeValueAsString(result) + "\n"); // last: it says that all is there
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Map<String, JsonNode> all, Map<String, String> names, Set<String> chosen) throws IOException {
        Set<String> chapters = new TreeSet<>(chosen);
        if (chapters.isEmpty()) {
            all.values().stream().filter(r -> r != null).forEach(r -> r.path("notebooks")
                    .forEach(n -> chapters.add(n.path("chapter").asText())));
        }
        Gradebook book = new Gradebook(all, Gradebook.max(course, chapters));
        AtomicFile.write(results.resolve("grades.csv"), book.tall());
        AtomicFile.write(results.resolve("grades-wide.csv"), book.wide());
        AtomicFile.write(
                results.resolve("overview.html"),
                Overview.html(all, names, Gradebook.max(course, chapters), Plotly.script(Home.root())));
    }

    /** Somebody who handed in nothing. */
    private static ObjectNode missing(String student) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("schema", Grading.SCHEMA)
                .put("student", student)
                .put("submission_sha256", "")
                .put("points", 0.0)
                .put("max", 0.0)
                .put("needs_review", true)
                .put("trouble", false);
        result.putArray("flags");
        result.putArray("notebooks");
        return result;
    }

    private Path file(String name, String ending) {
        return results.resolve("students").resolve(name + "." + ending);
    }

    private static JsonNode read(Path file) {
        try {
            return Files.exists(file) ? JSON.readTree(Files.readString(file)) : null;
        } catch (IOException e) {
            return null; // not one of ours, or damaged: then it is graded again
        }
    }
}
