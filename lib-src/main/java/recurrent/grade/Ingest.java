package recurrent.grade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds what was handed in: nbgrader's folders (student/assignment/file), a folder per student, a flat folder, or the
 * ZIP file of Moodle or Canvas. Names in it are only ever names, never places on this disk.
 */
final class Ingest {
    /** Larger files are not read. */
    static final int MAX_BYTES = 20 << 20;

    /** What programs leave in folders. */
    private static final Pattern NOBODY =
            Pattern.compile("\\.ipynb_checkpoints|__MACOSX|Thumbs\\.db|desktop\\.ini|\\.DS_Store|\\._.*|\\.git.*");

    private static final int MAX_FILES = 50_000;
    private static final int MAX_DEPTH = 6;
    private static final Pattern MOODLE = Pattern.compile("(.+?)_(\\d+)_assignsubmission_file_?(.*)");
    private static final Pattern CANVAS = Pattern.compile("([^_]+)_(?:LATE_)?(\\d+)_(\\d+)_(.+)");
    private static final Pattern CHAPTER = Pattern.compile("(.+?)[-_ ]+\\d\\d-[\\w-]+");

    private static final class Found {
        private final List<Submission.File> files = new ArrayList<>();
        private final List<String> flags = new ArrayList<>();
        private Instant received;
        private String stated = "";

        private Submission.Arrival arrival() {
            return new Submission.Arrival(
                    received == null
                            ? ""
                            : received.truncatedTo(ChronoUnit.SECONDS).toString(),
                    stated);
        }
    }

    private final Map<String, Found> students = new TreeMap<>();
    private int files;

    private Ingest() {}

    /**
     * Reads submissions.
     *
     * @param source a folder or a ZIP file
     * @return one for each student, by name
     * @throws IOException if there is nothing to read
     */
    static List<Submission> read(Path source) throws IOException {
        Ingest ingest = new Ingest();
        if (Files.isDirectory(source)) {
            ingest.folder(source);
        } else if (Files.isRegularFile(source)) {
            ingest.zip(source);
        } else {
            throw new IOException(source + ": expected a folder or a ZIP file of submissions");
        }
        return ingest.students.entrySet().stream()
                .map(e -> new Submission(
                        e.getKey(),
                        e.getValue().files,
                        e.getValue().flags,
                        e.getValue().arrival()))
                .toList();
    }

    private void folder(Path root) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(root, MAX_DEPTH)) {
            all = walk.limit(MAX_FILES).sorted().toList();
        }
        for (Path file : all) {
            if (file.equals(root)) {
                continue;
            }
            Path relative = root.relativize(file);
            String[] parts = new String[relative.getNameCount()];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = relative.getName(i).toString();
            }
            if (ignored(parts)) {
                continue;
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                if (parts.length == 1) {
                    student(parts[0]); // also one without any file gets a row
                }
            } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                student(parts[0]).flags.add(parts[parts.length - 1] + " is no file but a link; not followed");
            } else {
                long size = Files.size(file);
                add(parts, size, Files.getLastModifiedTime(file).toInstant(), () -> Files.readAllBytes(file));
            }
        }
    }

    private void zip(Path source) throws IOException {
        try (ZipFile zip = new ZipFile(source.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && files++ < MAX_FILES) {
                ZipEntry entry = entries.nextElement();
                String[] parts = Stream.of(entry.getName().split("[/\\\\]+"))
                        .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
                        .toArray(String[]::new);
                if (parts.length == 0 || ignored(parts)) {
                    continue;
                }
                if (entry.isDirectory()) {
                    if (parts.length == 1) {
                        student(parts[0]);
                    }
                    continue;
                }
                // the size that a ZIP file states may be a lie: read no more than is allowed
                byte[] bytes;
                try (InputStream in = zip.getInputStream(entry)) {
                    bytes = in.readNBytes(MAX_BYTES + 1);
                } catch (IOException e) {
                    bytes = new byte[0];
                    student(parts[0]).flags.add(last(parts) + " cannot be unpacked: " + e.getMessage());
                }
                byte[] read = bytes;
                FileTime time = entry.getLastModifiedTime();
                add(parts, read.length, time == null ? null : time.toInstant(), () -> read);
            }
        }
    }

    /** How the bytes are had, if they are wanted. */
    @FunctionalInterface
    private interface Bytes {
        byte[] read() throws IOException;
    }

    private void add(String[] parts, long size, Instant time, Bytes bytes) throws IOException {
        String name = last(parts);
        Found student = student(parts[0]);
        if (parts.length > 1 && name.equals("timestamp.txt")) {
            if (size < 200) {
                student.stated = new String(bytes.read(), StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip();
            }
            return;
        }
        if (!name.toLowerCase(Locale.ROOT).endsWith(".ipynb")) {
            student.flags.add("another file: " + name);
            return;
        }
        if (time != null && (student.received == null || time.isAfter(student.received))) {
            student.received = time;
        }
        boolean large = size > MAX_BYTES;
        byte[] content;
        try {
            content = large ? new byte[0] : bytes.read();
        } catch (IOException e) {
            content = new byte[0];
            student.flags.add(name + " cannot be read: " + e.getMessage());
        }
        student.files.add(new Submission.File(parts.length > 2 ? parts[1] : "", name, content, size));
    }

    private static boolean ignored(String[] parts) {
        for (String part : parts) {
            if (NOBODY.matcher(part).matches()) {
                return true;
            }
        }
        return false;
    }

    private static String last(String[] parts) {
        return parts[parts.length - 1];
    }

    private Found student(String folderOrFile) {
        return students.computeIfAbsent(name(folderOrFile), name -> new Found());
    }

    /** The student's name in the name of a folder or file. */
    static String name(String folderOrFile) {
        Matcher moodle = MOODLE.matcher(folderOrFile);
        if (moodle.matches()) {
            return moodle.group(1) + "_" + moodle.group(2);
        }
        if (!folderOrFile.endsWith(".ipynb")) {
            return folderOrFile;
        }
        Matcher canvas = CANVAS.matcher(folderOrFile);
        if (canvas.matches()) {
            return canvas.group(1) + "_" + canvas.group(2);
        }
        String bare = folderOrFile.substring(0, folderOrFile.length() - ".ipynb".length());
        Matcher chapter = CHAPTER.matcher(bare);
        return chapter.matches() ? chapter.group(1) : bare;
    }
}
