package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Parameters under their names")
class ParametersTests {
    private final Parameters one = RnnCell.random(2, 3, 1).parameters();

    @Test
    @DisplayName("a prefix makes names unique, and a part takes it off again")
    void parts() {
        Parameters both = Parameters.join(one.prefixed("1"), one.prefixed("10").prefixed("deep"));
        assertEquals(List.of("1.Wxh", "1.Whh", "1.bh", "deep.10.Wxh", "deep.10.Whh", "deep.10.bh"), both.names());
        assertEquals(one.names(), both.part("1").names());
        assertSame(one.get("Whh"), both.part("1").get("Whh"));
        assertEquals(one.names(), both.part("deep").part("10").names());
    }

    @Test
    @DisplayName("a part that does not exist is refused, also if a name only begins alike")
    void missingPart() {
        Parameters ten = one.prefixed("10");
        Exception e = assertThrows(IllegalArgumentException.class, () -> ten.part("1"));
        assertEquals("part: no name starts with «1.», there are only [10.Wxh, 10.Whh, 10.bh]", e.getMessage());
    }

    @Test
    @DisplayName("adding changes the left side only, and refuses other names")
    void addi() {
        Parameters sum = one.copy();
        assertSame(sum, sum.addi(one));
        assertEquals(one.get("Wxh").mul(2), sum.get("Wxh"));
        assertThrows(IllegalArgumentException.class, () -> sum.addi(one.prefixed("0")));
    }
}
