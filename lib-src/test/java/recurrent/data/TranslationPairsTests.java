package recurrent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import recurrent.i18n.Language;
import recurrent.text.Padding;
import recurrent.text.WordTokenizer;

@DisplayName("Sentence pairs")
class TranslationPairsTests {
    @TempDir
    private Path folder;

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("pairs.tsv"), text);
    }

    @Test
    @DisplayName("two columns, further ones ignored, French spaces made plain")
    void reads() throws IOException {
        Path file = file("Who?\tQui\u202f?\tCC-BY 2.0 (France)\nGo.\tVa\u00a0!\n");
        assertEquals(
                new TranslationPairs(List.of("Who?", "Go."), List.of("Qui ?", "Va !")),
                TranslationPairs.read(file, 10));
        assertEquals(List.of("Qui ?"), TranslationPairs.read(file, 1).targets());
        assertEquals(List.of("Qui ?"), TranslationPairs.read(file, 1).reversed().sources());
    }

    @Test
    @DisplayName("a line that is no pair is refused with its number")
    void refusals() throws IOException {
        for (String bad : List.of("Go. Ve.", "Go.\t", "\tVe.", "")) {
            Path file = file("Hi.\tHola.\n" + bad + "\nRun.\tCorre.\n");
            String message = assertThrows(IOException.class, () -> TranslationPairs.read(file, 9))
                    .getMessage();
            assertTrue(message.contains("line 2: "), message);
        }
        Path good = file("Hi.\tHola.\n");
        assertThrows(IllegalArgumentException.class, () -> TranslationPairs.read(good, 0));
        assertThrows(IllegalArgumentException.class, () -> new TranslationPairs(List.of("a"), List.of()));
    }

    @Test
    @DisplayName("the course's own: at least 200 pairs, from short to long, none twice")
    void ofTheCourse() throws IOException {
        TranslationPairs pairs = TranslationPairs.ofTheCourse();
        assertTrue(pairs.size() >= 200, "pairs: " + pairs.size());
        assertEquals(pairs.size(), new HashSet<>(pairs.sources()).size());
        List<Integer> lengths = pairs.sources().stream().map(String::length).toList();
        assertEquals(lengths.stream().sorted().toList(), lengths);
    }

    @Test
    @DisplayName("encoded: the decoder reads <bos> and the target, and says the target and <eos>")
    void encoded() throws IOException {
        TranslationPairs pairs = TranslationPairs.ofTheCourse();
        SequencePairs ids = pairs.encode(new WordTokenizer());
        assertEquals(pairs.size(), ids.size());
        Padding read = ids.decoderInputs();
        Padding said = ids.decoderTargets();
        for (int i = 0; i < ids.size(); i++) {
            int length = ids.targets()[i].length;
            assertEquals(length + 1, read.lengths()[i]);
            assertEquals(ids.targetVocabulary().indexOf("<bos>"), read.ids()[i][0]);
            assertEquals(ids.targetVocabulary().indexOf("<eos>"), said.ids()[i][length]);
            for (int t = 0; t < length; t++) {
                assertEquals(read.ids()[i][t + 1], said.ids()[i][t]);
            }
        }
        assertEquals(
                pairs.targets().get(7).toLowerCase(),
                new WordTokenizer().join(ids.targetVocabulary().decode(ids.targets()[7])));
        assertArrayEquals(ids.sources()[3], ids.pick(5, 3).sources()[1]);
        List<SequencePairs> batches = ids.batches(32, 1);
        assertEquals(ids.size(), batches.stream().mapToInt(SequencePairs::size).sum());
        assertArrayEquals(batches.get(2).sources(), ids.batches(32, 1).get(2).sources());
        assertThrows(IllegalArgumentException.class, () -> ids.batches(0, 1));
    }

    @Test
    @DisplayName("real pairs: 20,000 of each language")
    void real() throws IOException {
        Optional<Path> spanish = Datasets.local("eng-spa.20k.tsv");
        Optional<Path> french = Datasets.local("eng-fra.20k.tsv");
        assumeTrue(spanish.isPresent() && french.isPresent(), "eng-spa.20k.tsv is not in RECURRENT_DATA");
        assertEquals("Ve.", TranslationPairs.read(spanish.get(), 5).targets().get(0));
        TranslationPairs all = TranslationPairs.read(french.get(), Integer.MAX_VALUE);
        assertEquals(20_000, all.size());
        assertTrue(all.targets().stream().noneMatch(s -> s.contains("\u202f")));
    }
}
