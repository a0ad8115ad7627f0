package recurrent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.i18n.Language;
import recurrent.train.TrainingOptions;

@DisplayName("The set-up of a notebook")
class CourseTests {
    private final Language before = Language.current();

    @AfterEach
    void restore() {
        Language.use(before);
    }

    private static String started(String chapter, String language) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Course.start(chapter, language);
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("says in one line, in its language, which chapter, mode, seed and memory")
    void start() {
        String english = started("07", "en");
        assertEquals(1, english.lines().count());
        assertTrue(
                english.matches(
                        "(?s)Recurrent \\S+ · chapter 07 · .* mode.* · seed 1 · memory \\d+\\.\\d GB · Java \\d+\\s+"),
                english);
        assertTrue(started("07", "es").contains("capítulo 07"));
        assertEquals(Language.ES, Language.current());
        assertThrows(IllegalArgumentException.class, () -> Course.start("07", "fr"));
    }

    @Test
    @DisplayName("trains on two thirds of a text that is too short for the usual windows")
    void fitting() {
        TrainingOptions usual = TrainingOptions.defaults();
        assertEquals(usual, Course.fitting(usual, 15_032));
        TrainingOptions shorter = Course.fitting(usual, 15_031);
        assertEquals(14_999, shorter.trainWindows() + shorter.validationWindows());
        assertEquals(1.0 / 3, shorter.validationWindows() / 14_999.0, 1e-3);
        assertEquals(usual, Course.fitting(usual, 34), "the trainer itself says why two windows are too few");
        assertEquals(1, Course.fitting(usual, 35).validationWindows());
    }

    @Test
    @DisplayName("reads the story of the language")
    void story() {
        Language.use(Language.EN);
        String english = Course.story();
        assertTrue(english.length() >= 40_000, english.length() + " characters");
        Language.use(Language.ES);
        assertTrue(Course.story().length() >= 40_000 && !Course.story().equals(english));
    }
}
