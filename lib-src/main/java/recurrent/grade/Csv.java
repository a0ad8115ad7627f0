package recurrent.grade;

import java.util.List;
import java.util.stream.Collectors;

/** Rows as RFC 4180 wants them; a field that a spreadsheet would compute gets an apostrophe before it. */
final class Csv {
    private final StringBuilder text = new StringBuilder();

    Csv row(List<?> fields) {
        text.append(fields.stream().map(Csv::field).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    private static String field(Object value) {
        if (value instanceof Number number) {
            return number(number.doubleValue());
        }
        String field = String.valueOf(value).replace("\0", "");
        String start = field.stripLeading();
        if (!field.isEmpty()
                && ("=+-@\t\r".indexOf(field.charAt(0)) >= 0
                        || !start.isEmpty() && "=+-@".indexOf(start.charAt(0)) >= 0)) {
            field = "'" + field;
        }
        return field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + field.replace("\"", "\"\"") + '"'
                : field;
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
