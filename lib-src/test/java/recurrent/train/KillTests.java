package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import recurrent.nn.Parameters;

@Tag("system")
@DisplayName("A training in another process that is killed again and again")
class KillTests {
    private static final int FOR_EVER = 1_000_000;

    @TempDir
    Path folder;

    private Process start(KilledTraining training, int epochs) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // a short life has no time for more
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTraining.class.getName(),
                        training.name(),
                        folder.toString(),
                        Integer.toString(epochs)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** How many epochs the process found done; −1 if it was killed before it could tell. */
    private static int from(Process process) throws IOException {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            return line == null ? -1 : Integer.parseInt(line.substring("from ".length()));
        }
    }

    @ParameterizedTest(name = "{0}, {1} times")
    @CsvSource({"ONE_LAYER, 50", "TWO_LAYERS_CARRIED, 10"})
    @DisplayName("at random moments: its newest checkpoint is always whole, and it ends as if nothing had been")
    void killed(KilledTraining training, int kills) throws Exception {
        Random random = new Random(1);
        CheckpointFolder checkpoints = KilledTraining.checkpoints(folder);
        int done = 0;
        for (int kill = 1; kill <= kills; kill++) {
            Process process = start(training, FOR_EVER);
            if (kill % 10 == 0) {
                Thread.sleep(random.nextInt(1000)); // any moment, also before it has begun
            } else {
                assertEquals(done, from(process), "what life " + kill + " goes on from");
                if (kill % 2 == 0) { // on a busy machine too some lives finish an epoch
                    List<Path> before = checkpoints.files();
                    while (process.isAlive() && checkpoints.files().equals(before)) {
                        Thread.sleep(1);
                    }
                }
                Thread.sleep(random.nextInt(kill % 2 == 0 ? 40 : 400));
            }
            assertTrue(process.isAlive(), "it ended by itself");
            process.destroyForcibly().waitFor();
            Optional<CheckpointFolder.Found> found = checkpoints.latest();
            if (found.isPresent()) {
                assertEquals(List.of(), found.get().refused(), "after kill " + kill);
                int now = found.get().checkpoint().history().epochs().size();
                assertTrue(now >= done, "epoch " + done + " was there before kill " + kill + ", now " + now);
                done = now;
            } else {
                assertEquals(0, done, "after kill " + kill);
            }
        }
        assertTrue(done > 0, "no life finished an epoch");

        int epochs = done + 3;
        Process last = start(training, epochs);
        assertEquals(done, from(last));
        assertTrue(last.waitFor(60, TimeUnit.SECONDS) && last.exitValue() == 0);
        Checkpoint end = checkpoints.latest().orElseThrow().checkpoint();
        assertEquals(epochs, end.history().epochs().size());
        TrainingResult expected = training.run(training.start().withEpochs(epochs));
        assertSame(expected.model().parameters(), end.model().parameters());
        assertSame(expected.memory(), end.result().memory());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> left = files.toList();
            assertTrue(
                    left.size() <= 4
                            && left.stream().allMatch(file -> file.toString().endsWith(".zip")),
                    left.toString());
        }
    }

    private static void assertSame(Parameters expected, Parameters got) {
        assertEquals(expected.names(), got.names());
        for (String name : expected.names()) {
            assertArrayEquals(
                    expected.get(name).dup('c').data().asDouble(),
                    got.get(name).dup('c').data().asDouble(),
                    name);
        }
    }
}
