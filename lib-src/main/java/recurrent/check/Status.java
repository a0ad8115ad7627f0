package recurrent.check;

import recurrent.i18n.Language;

/** How a test of an exercise ended. */
public enum Status {
    /** The answer does what the test asks. */
    PASS("PASS", "BIEN"),
    /** It does not. */
    FAIL("FAIL", "FALLA"),
    /** Nobody knows: another test has to pass first, there is no answer yet, or time ran out before. */
    NOT_RUN("NOT RUN", "SIN EJECUTAR");

    private final String en;
    private final String es;

    Status(String en, String es) {
        this.en = en;
        this.es = es;
    }

    /**
     * This status in a word or two.
     *
     * @param language of the reader
     * @return such as "PASS"
     */
    public String word(Language language) {
        return language == Language.ES ? es : en;
    }
}
