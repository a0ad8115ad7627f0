package recurrent.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import recurrent.io.Home;
import recurrent.io.Sha256;

class DatasetsTests {
    @Test
    void ownFilesAreThoseOfTheListOfChecksums() throws IOException {
        Path data = Home.root().resolve("data");
        Map<String, String> sums = Checksums.read(data.resolve("SHA256SUMS"));
        for (Map.Entry<String, String> entry : sums.entrySet()) {
            assertEquals(
                    entry.getValue(),
                    Sha256.of(data.resolve(entry.getKey())),
                    entry.getKey() + " has changed: if on purpose, cd data && sha256sum *.txt *.tsv > SHA256SUMS");
        }
        try (Stream<Path> files = Files.list(data)) {
            files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".txt") || n.endsWith(".tsv"))
                    .forEach(n -> assertTrue(sums.containsKey(n), n + " is not in data/SHA256SUMS"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"story-en", "story-es"})
    void storiesAreLongEnoughToTrainOn(String name) throws IOException {
        assertTrue(Datasets.text(name).length() >= 40_000, name);
    }

    @Test
    void everyOwnFileHasANameAndEveryNameAFile() throws IOException {
        Path data = Home.root().resolve("data");
        assertEquals(
                Checksums.read(data.resolve("SHA256SUMS")).keySet(),
                Datasets.all().stream()
                        .filter(Dataset::ofTheCourse)
                        .map(Dataset::file)
                        .collect(Collectors.toSet()));
        assertEquals(data.resolve("reviews-es.tsv"), Datasets.path("reviews-es"));
    }

    @Test
    void theTimeMachineIsTheOneOfTheBook() throws IOException {
        Dataset dataset = Datasets.all().stream()
                .filter(d -> d.name().equals("timemachine"))
                .findFirst()
                .orElseThrow();
        Path file = Datasets.present(dataset);
        assumeTrue(
                file != null,
                "The Time Machine is not on this machine: ./course data get timemachine, or set RECURRENT_DATA");
        assertEquals(dataset.sha256(), Sha256.of(file));
        assertEquals(dataset.bytes(), Files.size(file));
        assertTrue(Datasets.text("timemachine").startsWith("The Time Machine"));
    }
}
