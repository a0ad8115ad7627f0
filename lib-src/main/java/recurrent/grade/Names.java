package recurrent.grade;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import recurrent.io.Sha256;

/** Names of files for students: a student's name may hold anything. */
final class Names {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@+-][A-Za-z0-9._@+-]{0,79}");
    private static final Pattern RESERVED =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?|.*\\.", Pattern.CASE_INSENSITIVE);

    private Names() {}

    /**
     * A name for each student that is a file name on every system; two are never the same, not even if case is ignored.
     *
     * @param students names
     * @return file names without an ending
     */
    static Map<String, String> of(Collection<String> students) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (String student : students) {
            boolean safe = SAFE.matcher(student).matches()
                    && !RESERVED.matcher(student).matches();
            String name = student;
            if (!safe || !taken.add(name.toLowerCase(Locale.ROOT))) {
                String readable = student.replaceAll("[^A-Za-z0-9_@+-]+", "-");
                name = readable.substring(0, Math.min(60, readable.length())) + "-"
                        + Sha256.of(student).substring(0, 10);
                taken.add(name.toLowerCase(Locale.ROOT));
            }
            names.put(student, name);
        }
        return names;
    }
}
