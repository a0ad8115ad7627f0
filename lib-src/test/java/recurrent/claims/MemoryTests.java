package recurrent.claims;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.claims.MemoryRuns.Contestant;

@DisplayName("What the chapters claim about memory holds for these seeds")
class MemoryTests {
    @Test
    @DisplayName("through 20 symbols: a GRU and an LSTM with an open forget gate remember, a simple RNN does not")
    void twenty() {
        assertTrue(MemoryRuns.accuracy(Contestant.GRU, 20, 1) >= 0.95);
        assertTrue(MemoryRuns.accuracy(Contestant.LSTM_3, 20, 1) >= 0.95);
        assertTrue(MemoryRuns.accuracy(Contestant.RNN, 20, 1) <= 0.7);
    }

    @Test
    @DisplayName("a gate helps only if it starts open: with bias 0 the LSTM has forgotten after 20 symbols")
    void closed() {
        assertTrue(MemoryRuns.accuracy(Contestant.LSTM_0, 20, 1) <= 0.7);
    }

    @Test
    @DisplayName("through 20 untrained steps an open forget gate lets a hundred times more of a gradient pass")
    void highway() {
        for (long seed = 1; seed <= 3; seed++) {
            assertTrue(GradientRuns.arrives("LSTM_3", 20, seed) > 100 * GradientRuns.arrives("LSTM_0", 20, seed));
        }
    }
}
