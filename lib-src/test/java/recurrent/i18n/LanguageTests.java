package recurrent.i18n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The language of messages")
class LanguageTests {
    private final Language before = Language.current();

    @AfterEach
    void restore() {
        Language.use(before);
    }

    @Test
    @DisplayName("decides which of two texts is used")
    void pick() {
        Language.use(Language.ES);
        assertEquals("época", Language.pick("epoch", "época"));
        Language.use(Language.EN);
        assertEquals("epoch", Language.pick("epoch", "época"));
    }

    @ParameterizedTest
    @CsvSource({"en, EN", "ES, ES", "es_MX, ES", "es-AR, ES", "en_GB.UTF-8, EN", "' es ', ES"})
    @DisplayName("has a code, with or without a country")
    void codes(String code, Language expected) {
        assertEquals(expected, Language.of(code));
    }

    @Test
    @DisplayName("is refused when the course does not speak it, with what came")
    void unknown() {
        String message = assertThrows(IllegalArgumentException.class, () -> Language.of("fr"))
                .getMessage();
        assertTrue(message.contains("\"fr\"") && message.contains("\"es\""), message);
        assertThrows(IllegalArgumentException.class, () -> Language.of(null));
        assertThrows(IllegalArgumentException.class, () -> Language.use(null));
    }

    @Test
    @DisplayName("is Spanish for every Spanish locale, English for all others")
    void locales() {
        assertEquals(Language.ES, Language.ofLocale(Locale.forLanguageTag("es-419")));
        assertEquals(Language.EN, Language.ofLocale(Locale.FRANCE));
    }
}
