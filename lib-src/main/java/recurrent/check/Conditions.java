package recurrent.check;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import recurrent.i18n.Language;

/**
 * The conditions under which a grader has an answer checked. They hold for one thread and the threads that it starts,
 * so that several answers can be checked at once. The answer runs elsewhere: nothing of this process is captured or
 * kept from it.
 *
 * @param timeForATest how long one test may take
 * @param language     of the messages
 * @param variant      chooses the numbers of the tests; 0 gives those of the notebook
 * @param way          what becomes of an answer before its tests get it, such as another object that sends its calls
 *                     elsewhere
 */
public record Conditions(Duration timeForATest, Language language, long variant, UnaryOperator<Object> way) {
    private static final InheritableThreadLocal<Conditions> HERE = new InheritableThreadLocal<>();

    /**
     * Conditions under which tests get the answer itself.
     *
     * @param timeForATest how long one test may take
     * @param language     of the messages
     * @param variant      chooses the numbers of the tests
     */
    public Conditions(Duration timeForATest, Language language, long variant) {
        this(timeForATest, language, variant, UnaryOperator.identity());
    }

    /** The conditions of this thread; null in a notebook. */
    static Conditions current() {
        return HERE.get();
    }

    /** The numbers for the tests that run on this thread. */
    static Numbers numbers() {
        Conditions here = current();
        return new Numbers(here == null ? 0 : here.variant());
    }

    /**
     * Checks under these conditions.
     *
     * @param check calls the method check of an exercise
     * @return what it returns
     */
    public Score during(Supplier<Score> check) {
        Conditions before = HERE.get();
        HERE.set(this);
        try {
            return Language.during(language, check);
        } finally {
            HERE.set(before);
        }
    }
}
