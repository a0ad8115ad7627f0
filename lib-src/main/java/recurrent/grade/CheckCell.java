package recurrent.grade;

import java.util.ArrayList;
import java.util.List;

/** The check cell of a release: the call whose arguments are the student's functions. */
final class CheckCell {
    private CheckCell() {}

    /**
     * The arguments of a call.
     *
     * @param source such as {@code Exercise07_2.check(Reading::states, Reading::scores)}
     * @return the text of each argument
     * @throws IllegalArgumentException if it is no call
     */
    static List<String> arguments(String source) {
        String call = source.strip();
        int open = call.indexOf('(');
        if (open < 0 || !call.endsWith(")")) {
            throw new IllegalArgumentException("check cell: expected one call, got " + call);
        }
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int from = open + 1;
        char quote = 0;
        for (int i = from; i < call.length() - 1; i++) {
            char c = call.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (c == ',' && depth == 0) {
                arguments.add(call.substring(from, i).strip());
                from = i + 1;
            }
        }
        String last = call.substring(from, call.length() - 1).strip();
        if (!last.isEmpty()) {
            arguments.add(last);
        }
        return arguments;
    }
}
