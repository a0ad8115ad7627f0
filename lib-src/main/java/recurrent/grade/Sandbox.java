package recurrent.grade;

import java.nio.file.Path;
import java.util.List;

/** What keeps a child from what it has no business with. */
interface Sandbox {
    /**
     * The name of the level, for the report.
     *
     * @return such as "process"
     */
    String level();

    /**
     * The limits that hold, for the report.
     *
     * @return one phrase each
     */
    List<String> limits();

    /**
     * The command that runs a program inside.
     *
     * @param command the program and its arguments
     * @param reads   files and folders that it needs, to read
     * @param natives the unpacked libraries of ND4J
     * @param folder  a folder of its own, empty
     * @return the command to start
     */
    List<String> command(List<String> command, List<Path> reads, Path natives, Path folder);

    /**
     * Options of Java that this level needs.
     *
     * @param natives the unpacked libraries of ND4J
     * @param folder  of the child
     * @return where temporary files go, at least
     */
    default List<String> javaOptions(Path natives, Path folder) {
        return List.of(
                "-Djava.io.tmpdir=" + folder, "-Duser.home=" + folder, "-Dorg.bytedeco.javacpp.cachedir=" + natives);
    }

    /**
     * The number under which a child sees the grader, so that it can end with it.
     *
     * @param grader its process
     * @return the number; "0" if it sees none
     */
    default String sees(long grader) {
        return Long.toString(grader);
    }
}
