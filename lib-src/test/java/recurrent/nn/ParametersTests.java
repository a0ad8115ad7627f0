package recurrent.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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

    @Test
    @DisplayName("made of names and arrays, they keep the order and the arrays themselves; none is none")
    void of() {
        Parameters named = Parameters.of("Whh", one.get("Whh"), "bh", one.get("bh"), "Wxh", one.get("Wxh"));
        assertEquals(List.of("Whh", "bh", "Wxh"), named.names());
        assertSame(one.get("bh"), named.get("bh"));
        assertEquals(List.of("d", "c", "b", "a"), four().names());
        assertEquals(
                List.of("b", "a"),
                Parameters.of("b", one.get("bh"), "a", one.get("bh")).names());
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> Parameters.of("b", one.get("bh"), "b", one.get("bh")));
        assertEquals("groups: two arrays are called b", e.getMessage());
        assertTrue(Parameters.none().isEmpty());
        assertEquals(0, Parameters.none().count());
        assertEquals(one.names(), Parameters.join(Parameters.none(), one).names());
        e = assertThrows(IllegalArgumentException.class, () -> one.get("Wx"));
        assertEquals("name: there is no «Wx», only [Wxh, Whh, bh]", e.getMessage());
    }

    private Parameters four() {
        return Parameters.of("d", one.get("bh"), "c", one.get("bh"), "b", one.get("bh"), "a", one.get("bh"));
    }

    @Test
    @DisplayName("assigning copies the numbers and keeps the arrays; other names or shapes are refused")
    void assign() {
        Parameters other = RnnCell.random(2, 3, 2).parameters();
        Parameters to = one.copy();
        assertSame(to, to.assign(other));
        assertEquals(other.arrays(), to.arrays());
        assertNotSame(other.get("Wxh"), to.get("Wxh"));
        Exception e = assertThrows(IllegalArgumentException.class, () -> to.assign(one.prefixed("0")));
        assertEquals("others: expected the arrays [Wxh, Whh, bh], got [0.Wxh, 0.Whh, 0.bh]", e.getMessage());
        Parameters wide = RnnCell.random(4, 3, 2).parameters();
        e = assertThrows(IllegalArgumentException.class, () -> to.requireLike("checkpoint", wide));
        assertEquals("checkpoint: Wxh: expected shape (2, 3), got (4, 3)", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> to.assign(wide));
        assertEquals(other.arrays(), to.arrays(), "nothing was changed");
    }

    @Test
    @DisplayName("without one array the others stay, the arrays themselves; one that is not there cannot be left out")
    void without() {
        INDArray W = Nd4j.ones(2, 3);
        INDArray b = Nd4j.ones(1, 3);
        Parameters rest = Parameters.of("W", W, "b", b).without("W");
        assertEquals(List.of("b"), rest.names());
        assertSame(b, rest.get("b"));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> rest.without("W"));
        assertTrue(e.getMessage().contains("«W»"), e.getMessage());
    }
}
