package recurrent.grade;

import java.util.List;

/**
 * What one student handed in.
 *
 * @param student the name under which it came
 * @param files   notebooks and whatever else
 * @param flags   what a teacher may want to know
 */
record Submission(String student, List<File> files, List<String> flags) {
    Submission {
        files = List.copyOf(files);
        flags = List.copyOf(flags);
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
        Hashes hash = new Hashes().add(student);
        files.forEach(file ->
                hash.add(file.assignment()).add(file.name()).add(file.bytes()).add(file.size() + ""));
        return hash.hex();
    }
}
