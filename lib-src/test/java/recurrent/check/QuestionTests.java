package recurrent.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.i18n.Language;

@DisplayName("A question answers each option")
class QuestionTests {
    private static final Question COLOURS = Question.options()
            .wrong("A", "grass is green", "la hierba es verde")
            .right("B")
            .right("C")
            .wrong("D", "snow is white", "la nieve es blanca");
    private final Language language = Language.current();

    @BeforeEach
    void english() {
        Language.use(Language.EN);
    }

    @AfterEach
    void back() {
        Language.use(language);
    }

    private static String words(Object answer) {
        return assertThrows(AssertionError.class, () -> COLOURS.check(answer)).getMessage();
    }

    @Test
    @DisplayName("right options in any spelling")
    void right() {
        for (Object answer :
                List.of("BC", "b, c", " c and b ".replace("and", ","), Set.of("B", "C"), List.of('c', 'b'), "B.C.")) {
            assertDoesNotThrow(() -> COLOURS.check(answer), () -> "answer " + answer);
        }
        assertDoesNotThrow(
                () -> Question.options().right("A").wrong("B", "", "").check('a'));
    }

    @Test
    @DisplayName("a word about each wrong option, and none that betrays a right one")
    void wrong() {
        assertEquals("A: grass is green", words("ABC"));
        assertEquals("A: grass is green; D: snow is white", words("DA"));
        assertEquals("right so far, but more than that is right", words("B"));
        assertEquals("there is no option E, only A, B, C, D", words("BCE"));
        Language.use(Language.ES);
        assertEquals("A: la hierba es verde", words("A"));
    }

    @Test
    @DisplayName("nothing chosen is not a mistake but no answer yet")
    void empty() {
        for (Object answer : Arrays.asList(null, "", "  ", "?", Set.of(), Arrays.asList((Object) null))) {
            assertThrows(NotWrittenYet.class, () -> COLOURS.check(answer), () -> "answer " + answer);
        }
    }

    @Test
    @DisplayName("options have different capital letters")
    void letters() {
        assertThrows(IllegalArgumentException.class, () -> COLOURS.right("A"));
        assertThrows(IllegalArgumentException.class, () -> COLOURS.right("e"));
        assertThrows(IllegalArgumentException.class, () -> COLOURS.right("EE"));
    }
}
