package recurrent.kernel;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A headless Chromium, driven by the system's own chromedriver over the WebDriver protocol: nothing is downloaded. */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path profile;
    private final Process driver;
    private final String base;
    private String session = "";

    /** Opens a window; the test is skipped where Chromium or its driver is missing. */
    public Browser(int width, int height) throws Exception {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = program("chromedriver");
        Assumptions.assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "skipped: Chromium or chromedriver is missing (Debian: apt install chromium chromium-driver)");
        profile = Files.createTempDirectory("browser");
        int port = freePort();
        driver = new ProcessBuilder(chromedriver.get().toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        base = "http://127.0.0.1:" + port;
        try {
            for (int i = 0; !answers() && i < 100; i++) {
                Thread.sleep(100);
            }
            List<String> arguments = List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--user-data-dir=" + profile,
                    "--window-size=" + width + "," + height);
            JsonNode opened = send(
                    "POST",
                    "/session",
                    Map.of(
                            "capabilities",
                            Map.of(
                                    "alwaysMatch",
                                    Map.of(
                                            "browserName",
                                            "chrome",
                                            "goog:chromeOptions",
                                            Map.of("binary", chromium.get().toString(), "args", arguments)))));
            session = "/session/" + opened.path("sessionId").asText();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private boolean answers() {
        try {
            return send("GET", "/status", null).path("ready").asBoolean();
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** Opens a page. */
    public void open(String address) throws IOException, InterruptedException {
        send("POST", session + "/url", Map.of("url", address));
    }

    /** What a piece of JavaScript returns. */
    public JsonNode script(String body) throws IOException, InterruptedException {
        return send("POST", session + "/execute/sync", Map.of("script", body, "args", List.of()));
    }

    /** Waits until a piece of JavaScript returns something true, and gives that. */
    public JsonNode await(String body, Duration most) throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            JsonNode value = script(body);
            if (!value.isNull()
                    && !value.asText().equals("false")
                    && !value.asText().equals("0")) {
                return value;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("the page never came to: " + body);
            }
            Thread.sleep(100);
        }
    }

    /** Clicks as a user does on what a CSS selector finds. */
    public void click(String selector) throws IOException, InterruptedException {
        JsonNode element = send("POST", session + "/element", Map.of("using", "css selector", "value", selector));
        send("POST", session + "/element/" + element.elements().next().asText() + "/click", Map.of());
    }

    /** Keeps a picture of the window. */
    public void screenshot(Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(send("GET", session + "/screenshot", null).asText()));
    }

    private JsonNode send(String method, String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofMinutes(2))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .header("Content-Type", "application/json; charset=utf-8")
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode value = JSON.readTree(response.body()).path("value");
        if (response.statusCode() != 200) {
            throw new IOException(
                    method + " " + path + ": " + value.path("message").asText(response.body()));
        }
        return value;
    }

    @Override
    public void close() {
        try {
            if (!session.isEmpty()) {
                send("DELETE", session, null);
            }
        } catch (IOException e) {
            // the driver is ended below in any case
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        driver.descendants().forEach(ProcessHandle::destroyForcibly);
        driver.destroyForcibly();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // a temporary folder
        }
    }
}
