package recurrent.grade.wire;

import java.util.List;

/** What the grader asks of the process that runs a student's code, beside calling it. It has number 0. */
@FunctionalInterface
public interface Control {
    /** The number under which every child answers it. */
    int NUMBER = 0;

    /**
     * Does something.
     *
     * @param what      "load" or "bind"
     * @param arguments text and lists of text
     * @return text for each item that was asked for
     */
    List<String> run(String what, List<?> arguments);
}
