package recurrent.kernel;

import java.util.Map;
import java.util.UUID;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import recurrent.plot.Screen;

/**
 * The same for IJava, which has no extensions: its start-up script (the resource {@code startup.jshell}, named in
 * {@code IJAVA_STARTUP_SCRIPTS_PATH}) imports what cells use and calls {@link #install()}.
 */
public final class IJavaAdapter {
    private static final String KERNEL = "io.github.spencerpark.ijava.IJava";

    private IJavaAdapter() {}

    /**
     * Installs renderers and screen in the IJava kernel that runs this code.
     *
     * @throws IllegalStateException if no IJava kernel runs it
     */
    public static void install() {
        BaseKernel kernel = running();
        if (kernel == null) {
            throw new IllegalStateException("this is no IJava kernel: " + KERNEL + " has no running instance");
        }
        install(kernel);
    }

    /** The kernel that runs this code, or {@code null}; called by its name, for IJava is in no package registry. */
    static BaseKernel running() {
        try {
            return (BaseKernel)
                    Class.forName(KERNEL).getMethod("getKernelInstance").invoke(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    static void install(BaseKernel kernel) {
        Preload.start();
        for (Class<?> type : Rendering.types()) {
            register(kernel, type);
        }
        Screen.use(new IJavaScreen(kernel));
    }

    private static <T> void register(BaseKernel kernel, Class<T> type) {
        kernel.getRenderer().createRegistration(type).preferring(MIMEType.ANY).register(IJavaAdapter::render);
    }

    private static void render(Object value, RenderContext context) {
        Rendering.bundle(value).forEach(context.getOutputContainer()::putData);
    }

    private record IJavaScreen(BaseKernel kernel) implements Screen {
        @Override
        public String show(Object value) {
            String id = UUID.randomUUID().toString();
            DisplayData data = data(Rendering.bundle(value));
            data.setDisplayId(id);
            Publisher.publish(() -> kernel.display(data));
            return id;
        }

        @Override
        public void update(String id, Object value) {
            for (Map<String, Object> step : Rendering.update(value)) {
                DisplayData data = data(step);
                Publisher.publish(() -> kernel.getIO().display.updateDisplay(id, data));
            }
        }

        @Override
        public boolean live() {
            return true;
        }

        private static DisplayData data(Map<String, Object> bundle) {
            DisplayData data = new DisplayData();
            bundle.forEach(data::putData);
            return data;
        }
    }
}
