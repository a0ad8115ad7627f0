package recurrent.io;

/** Text that is safe in a page, whoever wrote it: between tags and between the quotes of an attribute. */
public final class Html {
    private Html() {}

    /**
     * A text without power over the page.
     *
     * @param text any
     * @return the same as HTML: {@link #visible}, with the five signs that HTML reads otherwise escaped
     */
    public static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        visible(text).chars().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append((char) c);
            }
        });
        return safe.toString();
    }

    /**
     * A text without what breaks terminals, pages and JSON or lies about their order: control characters other than
     * the line break and the tab, halves of characters, and what turns the direction of writing.
     *
     * @param text any
     * @return the same with U+FFFD in the place of each of them
     */
    public static String visible(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(visible(c) ? c : 0xFFFD));
        return clean.toString();
    }

    private static boolean visible(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean turns = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return !control && !turns && Character.getType(c) != Character.SURROGATE;
    }
}
