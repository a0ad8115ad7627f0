package recurrent.kernel;

import recurrent.course.KernelSetup;

/** Under IJava without its start-up script nobody has installed the renderers yet. */
public final class IJavaSetup implements KernelSetup {

    /** For {@link java.util.ServiceLoader}, which makes one. */
    public IJavaSetup() {}

    @Override
    public void install() {
        try {
            Class.forName("io.github.spencerpark.ijava.IJava");
        } catch (ClassNotFoundException e) {
            return; // without that class the adapter must not even be loaded
        }
        if (IJavaAdapter.running() != null) {
            IJavaAdapter.install();
        }
    }
}
