package io.github.spencerpark.ijava;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;

/**
 * Stands in for IJava, which is in no package registry: a kernel over the same base library (jupyter-jvm-basekernel
 * 2.3.0), with the one static method of IJava that the course calls. Its cells are names of things that a test has put
 * in.
 */
public final class IJava {
    private static BaseKernel kernel;

    private IJava() {}

    /** As IJava has it. */
    public static BaseKernel getKernelInstance() {
        return kernel;
    }

    /** A kernel that answers a cell with what the supplier of that name gives. */
    public static BaseKernel kernel(java.util.Map<String, Supplier<Object>> cells) {
        kernel = new BaseKernel() {
            @Override
            public DisplayData eval(String cell) {
                Object value = cells.get(cell).get();
                return value == null ? null : getRenderer().render(value);
            }

            @Override
            public LanguageInfo getLanguageInfo() {
                return new LanguageInfo.Builder("java").version("17").build();
            }
        };
        return kernel;
    }

    /** Forgets the kernel, as if none was running. */
    public static void stop() {
        kernel = null;
    }

    /** Serves it to Jupyter, as IJava's main method does. */
    public static void serve(BaseKernel served, Path connectionFile) throws Exception {
        JupyterConnection connection =
                new JupyterConnection(KernelConnectionProperties.parse(Files.readString(connectionFile)));
        served.becomeHandlerForConnection(connection);
        connection.connect();
        connection.waitUntilClose();
    }
}
