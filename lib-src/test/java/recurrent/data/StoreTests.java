package recurrent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import recurrent.i18n.Language;
import recurrent.io.Sha256;

/** Downloads from a server on this machine that behaves well or badly. */
class StoreTests {
    private static final int SIZE = 300_000;

    /** How the server treats the n-th request. */
    private interface Answer {
        void to(HttpExchange exchange, int number) throws IOException;
    }

    @TempDir
    private Path folder;

    private final byte[] content = new byte[SIZE];
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private HttpServer server;
    private Answer answer;

    @BeforeEach
    void start() throws IOException {
        Language.use(Language.EN);
        new Random(7).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "" : range);
            try (exchange) {
                answer.to(exchange, ranges.size());
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Dataset dataset() throws IOException {
        Path original = Files.write(folder.resolve("original"), content);
        return new Dataset(
                "numbers",
                "numbers.bin",
                "Some numbers",
                "Free.",
                "here",
                SIZE,
                Sha256.of(original),
                List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/numbers.bin")));
    }

    private Store store(Path local) throws IOException {
        return new Store(
                List.of(dataset(), new Dataset("story-en", "story-en.txt", "", "", "", 0, "", List.of())),
                folder.resolve("course"),
                local,
                folder.resolve("cache"));
    }

    private Path get() throws IOException {
        return store(null).path("numbers", new PrintStream(messages));
    }

    private String refusal() {
        return assertThrows(IOException.class, this::get).getMessage();
    }

    private void whole(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, SIZE);
        exchange.getResponseBody().write(content);
    }

    /** Announces everything and hangs up after some bytes. */
    private void cut(HttpExchange exchange, int from, int bytes) throws IOException {
        exchange.sendResponseHeaders(from == 0 ? 200 : 206, SIZE - from);
        exchange.getResponseBody().write(content, from, bytes);
        exchange.getResponseBody().flush();
        throw new IOException("hangs up");
    }

    private void rest(HttpExchange exchange) throws IOException {
        int from =
                Integer.parseInt(exchange.getRequestHeaders().getFirst("Range").replaceAll("\\D", ""));
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
        exchange.sendResponseHeaders(206, SIZE - from);
        exchange.getResponseBody().write(content, from, SIZE - from);
    }

    private List<String> cached() throws IOException {
        try (var files = Files.list(folder.resolve("cache"))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> !n.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void fetchesOnceAndKeeps() throws IOException {
        answer = (exchange, number) -> whole(exchange);
        assertArrayEquals(content, Files.readAllBytes(get()));
        assertArrayEquals(content, Files.readAllBytes(get()));
        assertEquals(List.of(""), ranges);
        assertEquals(List.of("numbers.bin"), cached());
        assertTrue(messages.toString().contains("Free."), "the licence is shown");
        assertTrue(messages.toString().contains("100 %"), messages.toString());
    }

    @Test
    void asksOnlyForTheRestAfterACut() throws IOException {
        answer = (exchange, number) -> {
            if (number == 1) {
                cut(exchange, 0, 100_000);
            } else {
                rest(exchange);
            }
        };
        assertArrayEquals(content, Files.readAllBytes(get()));
        assertEquals(2, ranges.size());
        assertTrue(ranges.get(1).matches("bytes=[1-9]\\d*-"), ranges.toString());
    }

    @Test
    void goesOnWithWhatAnEarlierRunLeft() throws IOException {
        Files.createDirectories(folder.resolve("cache"));
        Files.write(folder.resolve("cache/numbers.bin.part"), Arrays.copyOf(content, 123_456));
        answer = (exchange, number) -> rest(exchange);
        assertArrayEquals(content, Files.readAllBytes(get()));
        assertEquals(List.of("bytes=123456-"), ranges);
    }

    @Test
    void beginsAgainWhenTheServerIgnoresTheRange() throws IOException {
        Files.createDirectories(folder.resolve("cache"));
        Files.write(folder.resolve("cache/numbers.bin.part"), Arrays.copyOf(content, 1000));
        answer = (exchange, number) -> whole(exchange);
        assertArrayEquals(content, Files.readAllBytes(get()));
    }

    @Test
    void beginsAgainWhenTheBeginningWasOfAnotherFile() throws IOException {
        Files.createDirectories(folder.resolve("cache"));
        Files.write(folder.resolve("cache/numbers.bin.part"), new byte[1000]);
        answer = (exchange, number) -> {
            if (number == 1) {
                rest(exchange);
            } else {
                whole(exchange);
            }
        };
        assertArrayEquals(content, Files.readAllBytes(get()));
        assertEquals(List.of("bytes=1000-", ""), ranges);
    }

    @Test
    void neverUsesAnotherFile() throws IOException {
        byte[] other = "<html>please log in</html>".getBytes(StandardCharsets.US_ASCII);
        answer = (exchange, number) -> {
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
        };
        String message = refusal();
        assertTrue(message.contains("26 bytes") && message.contains("expected 300000 bytes"), message);
        assertTrue(message.contains("By hand"), message);
        assertEquals(List.of("numbers.bin.corrupt"), cached());
        assertEquals(1, ranges.size());
    }

    @Test
    void saysWhatTheServerAnsweredAndHowToGetItByHand() {
        answer = (exchange, number) -> exchange.sendResponseHeaders(404, -1);
        String message = refusal();
        assertTrue(message.contains("answers 404"), message);
        assertTrue(message.contains("put it in " + folder.resolve("cache/numbers.bin")), message);
    }

    @Test
    void saysSoWithoutANetwork() {
        server.stop(0);
        String message = refusal();
        assertTrue(message.contains("cannot fetch numbers"), message);
        assertTrue(message.contains("By hand"), message);
    }

    @Test
    void twoAtOnceFetchOnce() throws Exception {
        answer = (exchange, number) -> whole(exchange);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Store store = store(null);
            Callable<Path> fetch = () -> store.path("numbers", new PrintStream(messages));
            List<Callable<Path>> both = List.of(fetch, fetch);
            for (Future<Path> result : two.invokeAll(both)) {
                assertArrayEquals(content, Files.readAllBytes(result.get()));
            }
        } finally {
            two.shutdown();
        }
        assertEquals(1, ranges.size());
    }

    @Test
    void localCopiesAreUsedWhenTheyAreRight() throws IOException {
        Path local = Files.createDirectories(folder.resolve("local"));
        Files.write(local.resolve("numbers.bin"), content);
        assertEquals(local.resolve("numbers.bin"), store(local).path("numbers", System.out));
        Files.write(local.resolve("numbers.bin"), new byte[10]);
        String message = assertThrows(IOException.class, () -> store(local).path("numbers", System.out))
                .getMessage();
        assertTrue(message.contains("RECURRENT_DATA"), message);
        assertEquals(List.of(), ranges);
    }

    @Test
    void aChangedFileInTheCacheIsNotUsed() throws IOException {
        Files.createDirectories(folder.resolve("cache"));
        Files.write(folder.resolve("cache/numbers.bin"), new byte[SIZE]);
        assertTrue(refusal().contains("is not the expected file"));
    }

    @Test
    void anUnknownNameGetsASuggestion() throws IOException {
        Store store = store(null);
        String near = assertThrows(IllegalArgumentException.class, () -> store.find("nubmers"))
                .getMessage();
        assertTrue(near.contains("did you mean numbers?"), near);
        String far = assertThrows(IllegalArgumentException.class, () -> store.find("xxxxxxxxqq"))
                .getMessage();
        assertFalse(far.contains("did you mean"), far);
        assertTrue(far.contains("numbers, story-en"), far);
    }

    @Test
    void ownFilesAreNeverFetched() throws IOException {
        Store store = store(null);
        assertNull(store.present(store.find("story-en")));
        String message = assertThrows(IOException.class, () -> store.path("story-en", System.out))
                .getMessage();
        assertTrue(message.contains("git checkout data"), message);
        assertEquals(List.of(), ranges);
    }

    @Test
    void distanceCountsEdits() {
        assertEquals(0, Store.distance("abc", "abc"));
        assertEquals(1, Store.distance("abc", "abd"));
        assertEquals(2, Store.distance("abc", "b"));
        assertEquals(3, Store.distance("", "abc"));
    }
}
