package recurrent.i18n;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * The language of the messages that people read: English or Spanish. Identifiers are always English.
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
    private static final InheritableThreadLocal<Language> HERE = new InheritableThreadLocal<>();

    /**
     * The language in use.
     *
     * @return the last one given to {@link #use}, else that of the system; inside {@link #during}, the one given there
     */
    public static Language current() {
        Language here = HERE.get();
        return here == null ? current : here;
    }

    /**
     * Does something in a language, for this thread and those that it starts. A grader works for students of several
     * languages at once.
     *
     * @param language the language
     * @param work     what to do
     * @param <T>      what comes of it
     * @return what the work returns
     */
    public static <T> T during(Language language, Supplier<T> work) {
        Language before = HERE.get();
        HERE.set(language);
        try {
            return work.get();
        } finally {
            HERE.set(before);
        }
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
        return current() == ES ? es : en;
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
