package recurrent.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import recurrent.i18n.Language;

/**
 * A question with options, one or several of them right, and a word about each. Immutable.
 *
 * <pre>{@code
 * static final Question SHARED = Question.options()
 *         .wrong("A", "each step has its own weights: then long texts …", "cada paso tiene sus pesos: …")
 *         .right("B");
 * @Test @Points(…) void shared() { SHARED.check(answer.first()); }
 * }</pre>
 */
public final class Question {
    private record Option(boolean right, String en, String es) {}

    private final Map<String, Option> options;

    private Question(Map<String, Option> options) {
        this.options = options;
    }

    /**
     * A question without options; add them.
     *
     * @return the beginning of a question
     */
    public static Question options() {
        return new Question(Map.of());
    }

    /**
     * With one more option, a right one.
     *
     * @param letter such as "B"
     * @return another question
     */
    public Question right(String letter) {
        return with(letter, new Option(true, "", ""));
    }

    /**
     * With one more option, a wrong one.
     *
     * @param letter such as "A"
     * @param en     why it is wrong, for those who choose it
     * @param es     the same in Spanish
     * @return another question
     */
    public Question wrong(String letter, String en, String es) {
        return with(letter, new Option(false, en, es));
    }

    private Question with(String letter, Option option) {
        if (letter.length() != 1 || !Character.isUpperCase(letter.charAt(0)) || options.containsKey(letter)) {
            throw new IllegalArgumentException("letter: expected a new capital letter, got \"" + letter + "\"");
        }
        Map<String, Option> more = new LinkedHashMap<>(options);
        more.put(letter, option);
        return new Question(more);
    }

    /**
     * Checks an answer.
     *
     * @param answer letters as text ("B", "a, c", "AC"), as a character or as a collection of those; null, empty or "?"
     *               means not answered yet
     * @throws AssertionError if it is wrong, with a word about each wrong option that was chosen
     */
    public void check(Object answer) {
        TreeSet<String> chosen = letters(answer);
        if (chosen.isEmpty()) {
            throw new NotWrittenYet();
        }
        List<String> words = new ArrayList<>();
        long found = 0;
        for (String letter : chosen) {
            Option option = options.get(letter);
            if (option == null) {
                words.add(
                        Language.pick("there is no option " + letter + ", only ", "no hay opción " + letter + ", solo ")
                                + String.join(", ", options.keySet()));
            } else if (!option.right()) {
                words.add(letter + ": " + Language.pick(option.en(), option.es()));
            } else {
                found++;
            }
        }
        long missing = options.values().stream().filter(Option::right).count() - found;
        if (words.isEmpty() && missing > 0) {
            words.add(Language.pick(
                    "right so far, but more than that is right", "bien hasta ahí, pero hay más opciones ciertas"));
        }
        if (!words.isEmpty()) {
            throw new AssertionError(String.join("; ", words));
        }
    }

    private static TreeSet<String> letters(Object answer) {
        TreeSet<String> letters = new TreeSet<>();
        if (answer instanceof Collection<?> several) {
            several.forEach(one -> letters.addAll(letters(one)));
        } else if (answer != null) {
            String.valueOf(answer)
                    .toUpperCase(Locale.ROOT)
                    .codePoints()
                    .filter(Character::isLetterOrDigit)
                    .forEach(c -> letters.add(Character.toString(c)));
        }
        return letters;
    }
}
