package recurrent.grade;

import java.util.List;

import recurrent.io.Sha256;

/**
 * What one student handed in.
 *
 * @param student the name under which it came
 * @param files   notebooks and whatever else
 * @param flags   what a teacher may want to know
 * @param arrival when it came
 */
record Submission(String student, List<File> files, List<String> flags, Arrival arrival) {
    Submission {
        files = List.copyOf(files);
        flags = List.copyOf(flags);
    }

    Submission(String student, List<File> files, List<String> flags) {
        this(student, files, flags, Arrival.UNKNOWN);
    }

    /**
     * When a submission came. Neither is a proof: clocks differ, and whoever can write a file can change its time.
     *
     * @param received the latest time of a notebook file, in UTC; empty if it is not known
     * @param stated   the first line of nbgrader's timestamp.txt; empty if there is none
     */
    record Arrival(String received, String stated) {
        static final Arrival UNKNOWN = new Arrival("", "");
    }

    /**
     * One notebook file.
     *
     * @param assignment the folder that it lay in, such as "en"; may be empty
     * @param name       of the file
     * @param bytes      of the file; empty if it is too large
     * @param size       in bytes
     */
    record File(String assignment, String name, byte[] bytes, long size) {}

    /** The same bytes under the same names have the same hash. */
    String sha256() {
        Sha256 hash = new Sha256().add(student);
        files.forEach(file ->
                hash.add(file.assignment()).add(file.name()).add(file.bytes()).add(file.size() + ""));
        return hash.hex();
    }
}
