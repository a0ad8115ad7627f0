package recurrent.plot;

/**
 * A line of text in letters of one width.
 *
 * @param text what it says
 */
public record Note(String text) {
    @Override
    public String toString() {
        return text;
    }
}
