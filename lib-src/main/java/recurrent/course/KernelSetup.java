package recurrent.course;

/**
 * A kernel that does not install the course's renderers by itself, so that the set-up cell must. Implementations are
 * found as services ({@code META-INF/services}): this package knows none of them.
 */
public interface KernelSetup {
    /** Installs them, if this kernel runs the cell; else does nothing. */
    void install();
}
