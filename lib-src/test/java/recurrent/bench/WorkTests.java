package recurrent.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.train.LabelledBatch;

@DisplayName("What is measured")
class WorkTests {
    @Test
    @DisplayName("the padded texts have 20 to 100 symbols, as many of each length as in the Python scripts")
    void paddedTexts() {
        List<LabelledBatch> batches = PaddedClassifierEpoch.texts();
        int wanted = IntStream.range(0, 2_000).map(i -> 20 + i * 37 % 81).sum(); // measuring.py: lengths
        assertEquals(wanted, PaddedClassifierEpoch.symbols(batches));
        assertEquals(63, batches.size());
        assertEquals(20, batches.get(0).mask().array().sum(0).minNumber().intValue());
        assertEquals(
                100,
                batches.stream().mapToInt(b -> b.mask().array().rows()).max().orElseThrow());
    }

    @Test
    @DisplayName("an encoder–decoder has the parameters that the PyTorch script counts, and starts by guessing")
    void attention() {
        Measured measured = new AttentionStep().run(true);
        assertEquals(101_320L, measured.details().get("params"));
        double loss = (double) measured.details().get("loss");
        assertTrue(Math.abs(loss - Math.log(200)) < 0.2, "loss " + loss);
    }
}
