package recurrent.i18n;

import java.util.Locale;

/**
 * The language of the messages that people read: English or Spanish. Identifiers and code comments are always English.
 *
 * <p>One language for the whole process: the set-up cell of a notebook and the option {@code --lang} of the command
 * choose it; until then it is that of the system.
 */
public enum Language {
    /** English. */
    EN,
    /** Spanish. */
    ES;

    private static volatile Language current = ofLocale(Locale.getDefault(Locale.Category.DISPLAY));

    /**
     * The language in use.
     *
     * @return the last one given to {@link #use}, else that of the system
     */
    public static Language current() {
        return current;
    }

    /**
     * Changes the language of all messages from now on.
     *
     * @param language the new one
     */
    public static void use(Language language) {
        if (language == null) {
            throw new IllegalArgumentException("language: expected EN or ES, got null");
        }
        current = language;
    }

    /**
     * The language with a code.
     *
     * @param code "en" or "es", also with a country as in "es_MX" or "es-AR"; case does not matter
     * @return the language
     * @throws IllegalArgumentException if the course does not speak it
     */
    public static Language of(String code) {
        String language = code == null ? "" : code.strip().split("[-_.]", 2)[0].toLowerCase(Locale.ROOT);
        return switch (language) {
            case "en" -> EN;
            case "es" -> ES;
            default ->
                throw new IllegalArgumentException(
                        "language: expected \"en\" or \"es\", got " + (code == null ? "null" : "\"" + code + "\""));
        };
    }

    /**
     * The language for readers of a locale.
     *
     * @param locale any locale
     * @return Spanish for Spanish ones, else English
     */
    public static Language ofLocale(Locale locale) {
        return locale.getLanguage().equals("es") ? ES : EN;
    }

    /**
     * One of two versions of a text.
     *
     * @param en the English one
     * @param es the Spanish one
     * @return the one in the language in use
     */
    public static String pick(String en, String es) {
        return current == ES ? es : en;
    }

    /**
     * The code of this language.
     *
     * @return "en" or "es"
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
