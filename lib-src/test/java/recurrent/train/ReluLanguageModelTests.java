package recurrent.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.nn.OutputLayer;
import recurrent.nn.RnnCell;

@DisplayName("A language model with max(0, z)")
class ReluLanguageModelTests {
    @Test
    @DisplayName("is refused, because copies and the fast path would silently take tanh")
    void refused() {
        RnnLanguageModel model = RnnLanguageModel.random(5, 3, 1);
        RnnCell relu = model.cell().withRelu();
        OutputLayer output = model.output();
        Exception e = assertThrows(IllegalArgumentException.class, () -> new RnnLanguageModel(relu, output));
        assertEquals("cell: expected tanh, got RELU", e.getMessage());
    }
}
