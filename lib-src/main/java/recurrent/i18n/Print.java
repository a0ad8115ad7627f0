package recurrent.i18n;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints numbers as the reader writes them: with a decimal comma in Spanish, a decimal point in English. Every notebook
 * knows these methods by their bare names; a cell that declares a method of the same name gets its own.
 */
public final class Print {
    private static final Locale SPANISH = Locale.forLanguageTag("es");
    private static final Pattern PLACE = Pattern.compile("%(\\d+\\$)?[-#+ 0,(<]*\\d*(?:\\.\\d+)?([a-zA-Z%])");

    private Print() {}

    /**
     * Prints one line.
     *
     * @param format as in {@link String#format}
     * @param values what takes the places in it
     */
    public static void print(String format, Object... values) {
        System.out.println(format(format, values));
    }

    /**
     * Prints a number on a line of its own, with all its digits.
     *
     * @param value the number
     */
    public static void print(Number value) {
        print("%s", value);
    }

    /**
     * The line that {@link #print} prints.
     *
     * @param format as in {@link String#format}; a number that takes the place of {@code %s} has the decimal sign of the
     *               language too
     * @param values what takes the places in it
     * @return the text
     */
    public static String format(String format, Object... values) {
        return Language.current() == Language.ES
                ? String.format(SPANISH, format, withCommas(format, values))
                : String.format(Locale.ROOT, format, values);
    }

    /** Java writes the numbers in the places of %s itself, with a point in every language. */
    private static Object[] withCommas(String format, Object[] values) {
        Object[] changed = values.clone();
        Matcher place = PLACE.matcher(format);
        int next = 0;
        while (place.find()) {
            String kind = place.group(2);
            if (kind.equals("%") || kind.equals("n") || place.group().contains("<")) {
                continue;
            }
            String number = place.group(1);
            int i = number == null ? next++ : Integer.parseInt(number.substring(0, number.length() - 1)) - 1;
            if (kind.equalsIgnoreCase("s")
                    && i < values.length
                    && (values[i] instanceof Double || values[i] instanceof Float)) {
                changed[i] = values[i].toString().replace('.', ',');
            }
        }
        return changed;
    }
}
