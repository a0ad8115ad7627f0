package recurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import recurrent.io.Home;

/** JupyterLab as {@code lab} starts it, asked through its own interface. */
@Tag("system")
class LabCommandTests {
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/lab\\S*\\?token=(\\w+)");
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    @Test
    @Timeout(180)
    void showsTheCourseAndNothingElse() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(
                "-Drecurrent.home=" + Home.root(),
                "-cp",
                System.getProperty("java.class.path"),
                "recurrent.cli.Main",
                "lab",
                "--no-browser",
                "--lang",
                "es",
                "--port",
                String.valueOf(port)));
        Process lab = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture.delayedExecutor(120, TimeUnit.SECONDS)
                .execute(lab::destroy); // the reader below cannot be interrupted
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(lab.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder seen = new StringBuilder();
            Matcher address = null;
            while (address == null) { // it says nothing more after the address: one line too many would wait for ever
                String line = lines.readLine();
                if (line == null) {
                    break;
                }
                seen.append(line).append('\n');
                Matcher matcher = ADDRESS.matcher(line);
                address = matcher.find() ? matcher : null;
            }
            assertNotNull(address, () -> "JupyterLab printed no address: " + seen);
            String base = address.group(1);
            String token = address.group(2);
            JsonNode kernels = json(base + "/api/kernelspecs?token=" + token);
            assertEquals("java", kernels.path("default").asText());
            assertEquals(1, kernels.path("kernelspecs").size(), "only the Java kernel is offered");
            String page = get(base + "/lab?token=" + token);
            assertTrue(page.contains("\"disabledExtensions\": [\"@jupyter/nbgrader\"]"), "no panels for instructors");
            assertEquals("es_ES", overridden(base, token, "@jupyterlab/translation-extension:plugin", "locale"));
            assertEquals("false", overridden(base, token, "@jupyterlab/apputils-extension:notification", "fetchNews"));
            assertTrue(
                    json(base + "/api/contents?token=" + token).toString().contains("pom.xml"),
                    "the root is the course");
        } finally {
            List<ProcessHandle> all = lab.descendants().toList();
            lab.destroy();
            assertTrue(lab.waitFor(20, TimeUnit.SECONDS));
            for (ProcessHandle handle : all) {
                handle.onExit().get(20, TimeUnit.SECONDS);
                assertFalse(handle.isAlive());
            }
        }
    }

    private String overridden(String base, String token, String plugin, String name) throws Exception {
        JsonNode schema =
                json(base + "/lab/api/settings/" + plugin + "?token=" + token).path("schema");
        return schema.path("properties").path(name).path("default").asText();
    }

    private JsonNode json(String address) throws Exception {
        return new ObjectMapper().readTree(get(address));
    }

    private String get(String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }
}
