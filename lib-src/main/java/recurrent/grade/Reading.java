package recurrent.grade;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import recurrent.notebook.Cell;
import recurrent.notebook.Notebook;
import recurrent.notebook.NotebookException;

/**
 * A submitted file as a notebook, as far as it is one.
 *
 * @param notebook null if it cannot be read
 * @param chapter  such as "07"; empty if it is not known which
 * @param language "en", "es" or empty
 * @param reason   why it cannot be graded; empty if it can
 * @param flags    what a teacher may want to know
 */
record Reading(Notebook notebook, String chapter, String language, String reason, List<String> flags) {
    private static final Pattern SETUP =
            Pattern.compile("Course\\s*\\.\\s*start\\s*\\(\\s*\"(\\d\\d)\"\\s*,\\s*\"(\\w\\w)\"");
    private static final Pattern GRADE_ID = Pattern.compile("ex(\\d\\d)-\\d+.*");
    private static final Pattern FILE = Pattern.compile("(?:.*\\D)?(\\d\\d)-[a-z].*");
    private static final Pattern TYPE = Pattern.compile("\\bclass\\s+(\\w+)");

    /**
     * Reads one file. Never throws: what cannot be read has a reason.
     *
     * @param file     what was handed in
     * @param releases the notebooks that students got
     * @return what it is
     */
    static Reading of(Submission.File file, Iterable<Course.Release> releases) {
        List<String> flags = new ArrayList<>();
        if (file.size() > Ingest.MAX_BYTES) {
            return unreadable("larger than " + (Ingest.MAX_BYTES >> 20) + " MB", flags);
        }
        Notebook notebook;
        try {
            notebook = Notebook.parse(utf8(file.bytes(), flags), file.name());
        } catch (NotebookException e) {
            return unreadable(
                    e.getMessage().replaceFirst("^\\Q" + file.name().replace("\\E", "") + "\\E: ", ""), flags);
        } catch (RuntimeException | StackOverflowError e) {
            return unreadable(String.valueOf(e.getMessage()), flags);
        }
        Map<String, Integer> votes = new HashMap<>();
        String language = file.assignment().matches("en|es") ? file.assignment() : "";
        String chapter = "";
        for (Cell cell : notebook.cells()) {
            Matcher setup = SETUP.matcher(cell.source());
            if (cell.isCode() && setup.find()) {
                chapter = chapter.isEmpty() ? setup.group(1) : chapter;
                language = language.isEmpty() && setup.group(2).matches("en|es") ? setup.group(2) : language;
            }
            Matcher id = GRADE_ID.matcher(
                    cell.metadata().path("nbgrader").path("grade_id").asText(cell.id()));
            if (id.matches()) {
                votes.merge(id.group(1), 1, Integer::sum);
            }
        }
        String voted = most(votes);
        Matcher named = FILE.matcher(file.name());
        if (!voted.isEmpty()) {
            chapter = voted;
        } else if (chapter.isEmpty() && named.matches()) {
            chapter = named.group(1);
        }
        String looked = chapter;
        boolean known = false;
        for (Course.Release release : releases) {
            known |= release.chapter().equals(looked);
        }
        if (!known) {
            chapter = byTypes(notebook, releases);
            flags.add(
                    chapter.isEmpty()
                            ? "no exercise of this course is in it"
                            : "recognised as chapter " + chapter + " by what it declares");
        }
        return new Reading(
                notebook, chapter, language, chapter.isEmpty() ? "not a notebook of this course" : "", flags);
    }

    private static Reading unreadable(String reason, List<String> flags) {
        return new Reading(null, "", "", "unreadable: " + reason, flags);
    }

    private static String byTypes(Notebook notebook, Iterable<Course.Release> releases) {
        Set<String> declared = new HashSet<>();
        notebook.cells().forEach(cell -> declared.addAll(types(cell.source())));
        Map<String, Integer> votes = new HashMap<>();
        for (Course.Release release : releases) {
            for (Cell cell : release.notebook().cells()) {
                if (cell.course("role").equals("solution")) {
                    types(cell.source()).stream()
                            .filter(declared::contains)
                            .forEach(t -> votes.merge(release.chapter(), 1, Integer::sum));
                }
            }
        }
        return most(votes);
    }

    private static Set<String> types(String source) {
        Set<String> types = new HashSet<>();
        Matcher type = TYPE.matcher(source);
        while (type.find()) {
            types.add(type.group(1));
        }
        return types;
    }

    private static String most(Map<String, Integer> votes) {
        return votes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** The bytes as UTF-8; text from an old editor is read as what it most likely is. */
    private static byte[] utf8(byte[] bytes, List<String> flags) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return bytes;
        } catch (CharacterCodingException e) {
            boolean utf16 = bytes.length > 1
                    && ((bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE
                            || (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF);
            Charset guess = utf16 ? StandardCharsets.UTF_16 : Charset.forName("windows-1252");
            flags.add("not UTF-8; read as " + guess);
            return new String(bytes, guess).getBytes(StandardCharsets.UTF_8);
        }
    }
}
