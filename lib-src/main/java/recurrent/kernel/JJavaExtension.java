package recurrent.kernel;

import java.util.Map;
import java.util.UUID;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

import recurrent.plot.Screen;

/** What JJava finds by itself in the course's jar and installs when it starts: renderers, the screen, the imports. */
public final class JJavaExtension implements Extension {

    /** For JJava, which makes one. */
    public JJavaExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        Preload.start();
        for (Class<?> type : Rendering.types()) {
            register(kernel, type);
        }
        Screen.use(new JJavaScreen(kernel));
        kernel.evalRaw(String.join("\n", Startup.imports()));
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        Screen.use(null);
    }

    private static <T> void register(BaseKernel kernel, Class<T> type) {
        // without any declared form the renderer is asked for all of them
        kernel.getRenderer().createRegistration(type).preferring(MIMEType.ANY).register(JJavaExtension::render);
    }

    private static void render(Object value, RenderContext context) {
        Rendering.bundle(value).forEach(context.getOutputContainer()::putData);
    }

    private record JJavaScreen(BaseKernel kernel) implements Screen {
        @Override
        public String show(Object value) {
            String id = UUID.randomUUID().toString();
            DisplayData data = data(Rendering.bundle(value));
            data.putTransientData("display_id", id); // setDisplayId has another signature in each version of JJava
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
