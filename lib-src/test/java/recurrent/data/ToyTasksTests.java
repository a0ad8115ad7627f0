package recurrent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.text.Vocabulary;
import recurrent.text.WordTokenizer;

@DisplayName("Toy tasks")
class ToyTasksTests {
    @Test
    @DisplayName("«hola» has 3 pairs, «hello» 4; targets are inputs one place later")
    void characterPairs() {
        assertEquals(List.of("h → o", "o → l", "l → a"), CharacterPairs.hola().pairs());
        CharacterPairs hello = CharacterPairs.hello();
        assertEquals(List.of("h → e", "e → l", "l → l", "l → o"), hello.pairs());
        assertEquals(5, hello.corpus().vocabulary().size());
        assertArrayEquals(new int[][] {{2, 1, 3, 3}}, hello.batch().inputs());
        assertArrayEquals(new int[][] {{1, 3, 3, 4}}, hello.batch().targets());
        assertThrows(IllegalArgumentException.class, () -> CharacterPairs.of("h"));
    }

    @Test
    @DisplayName("memory: a cue first, then only distractors; cues are equally frequent")
    void memory() {
        MemoryTask task = MemoryTask.random(4000, 6, new Random(1));
        int[] counts = new int[MemoryTask.CUES];
        for (int i = 0; i < 4000; i++) {
            assertEquals(task.targets()[i], task.inputs()[i][0]);
            counts[task.targets()[i]]++;
            for (int t = 1; t < 6; t++) {
                assertTrue(task.inputs()[i][t] >= 4 && task.inputs()[i][t] < 8);
            }
        }
        assertTrue(Arrays.stream(counts).allMatch(c -> Math.abs(c - 1000) < 120), Arrays.toString(counts));
        assertArrayEquals(
                task.inputs(), MemoryTask.random(4000, 6, new Random(1)).inputs());
        assertFalse(Arrays.deepEquals(
                task.inputs(), MemoryTask.random(4000, 6, new Random(2)).inputs()));
        INDArray X = task.X(DataType.DOUBLE);
        assertArrayEquals(new long[] {6, 4000, 8}, X.shape());
        assertEquals(DataType.DOUBLE, X.dataType());
        assertEquals(1, X.getDouble(0, 7, task.targets()[7]));
        INDArray Y = task.Y(DataType.FLOAT);
        assertArrayEquals(new long[] {4000, 4}, Y.shape());
        assertEquals(1, task.accuracy(Y));
        assertEquals(counts[0] / 4000.0, task.accuracy(Y.mul(0)), "all equal scores: the first cue");
        assertThrows(IllegalArgumentException.class, () -> task.accuracy(X));
        assertThrows(IllegalArgumentException.class, () -> MemoryTask.random(0, 5, new Random(1)));
        assertThrows(IllegalArgumentException.class, () -> MemoryTask.random(1, 0, new Random(1)));
    }

    @Test
    @DisplayName("reversed digits: backwards, of all lengths, seeded")
    void reverse() {
        SequencePairs pairs = ReverseDigits.random(600, 6, new Random(3));
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < 600; i++) {
            int[] source = pairs.sources()[i];
            lengths.add(source.length);
            for (int t = 0; t < source.length; t++) {
                assertEquals(source[t], pairs.targets()[i][source.length - 1 - t]);
                assertTrue(Character.isDigit(
                        pairs.sourceVocabulary().token(source[t]).charAt(0)));
            }
        }
        assertEquals(Set.of(1, 2, 3, 4, 5, 6), lengths);
        assertEquals(14, ReverseDigits.vocabulary().size());
        assertArrayEquals(new long[] {6, 600}, pairs.encoderInputs().mask().shape());
        assertArrayEquals(new long[] {7, 600}, pairs.decoderInputs().mask().shape());
        assertArrayEquals(
                pairs.sources(), ReverseDigits.random(600, 6, new Random(3)).sources());
        assertThrows(IllegalArgumentException.class, () -> ReverseDigits.random(1, 0, new Random(1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SequencePairs(
                        new int[][] {{1}},
                        new int[][] {{1}},
                        pairs.sourceVocabulary(),
                        Vocabulary.of(List.of("1").stream()).withPadding()));
    }

    @Test
    @DisplayName("future tags: the symbol ahead; the best guess from the past is near chance, from the future perfect")
    void futureTags() {
        FutureTags task = FutureTags.random(3000, 10, 4, 2, new Random(5));
        for (int i = 0; i < 3000; i++) {
            for (int t = 0; t < 10; t++) {
                assertEquals(task.inputs()[i][Math.min(9, t + 2)], task.tags()[i][t]);
            }
        }
        assertEquals((1 + 9 / 4.0) / 10, task.forwardCeiling(), 1e-12);
        // what a reader from the left could do with the two symbols it saw last: the most frequent tag after them
        Map<String, int[]> counts = new HashMap<>();
        int right = 0;
        int all = 0;
        for (int i = 0; i < 3000; i++) {
            for (int t = 1; t < 9; t++) {
                String seen = task.inputs()[i][t - 1] + " " + task.inputs()[i][t];
                int[] tags = counts.computeIfAbsent(seen, s -> new int[4]);
                if (i < 1500) {
                    tags[task.tags()[i][t]]++;
                } else {
                    int best = 0;
                    for (int s = 1; s < 4; s++) {
                        best = tags[s] > tags[best] ? s : best;
                    }
                    right += best == task.tags()[i][t] ? 1 : 0;
                    all++;
                }
            }
        }
        assertEquals(0.25, (double) right / all, 0.03);
        assertArrayEquals(new long[] {10, 3000, 4}, task.X(DataType.FLOAT).shape());
        assertArrayEquals(
                task.tags(), FutureTags.random(3000, 10, 4, 2, new Random(5)).tags());
        assertThrows(IllegalArgumentException.class, () -> FutureTags.random(1, 5, 1, 1, new Random(1)));
        assertThrows(IllegalArgumentException.class, () -> FutureTags.random(1, 5, 2, 5, new Random(1)));
    }

    @Test
    @DisplayName("captions: 8 different pictures and captions in both languages")
    void captions() {
        for (CaptionToy toy : List.of(CaptionToy.english(), CaptionToy.spanish())) {
            assertArrayEquals(new long[] {8, 25}, toy.images().shape());
            assertEquals(8, new HashSet<>(toy.captions()).size());
            for (int i = 0; i < 8; i++) {
                for (int j = 0; j < i; j++) {
                    assertTrue(toy.images().getRow(i).distance2(toy.images().getRow(j)) >= 1);
                }
                assertEquals(
                        toy.captions().get(i),
                        new WordTokenizer().join(toy.vocabulary().decode(toy.ids()[i])));
            }
            assertTrue(toy.vocabulary().contains(Vocabulary.END));
        }
        assertEquals(8, CaptionToy.english().images().getRow(0).sumNumber().intValue(), "a ring of 8 pixels");
        assertEquals(
                DataType.DOUBLE, CaptionToy.english().images(DataType.DOUBLE).dataType());
    }
}
