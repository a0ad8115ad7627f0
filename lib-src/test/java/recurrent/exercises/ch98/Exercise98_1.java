package recurrent.exercises.ch98;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Points;
import recurrent.check.Score;

/** An exercise for the tests of releases; it belongs to no chapter. */
@Exercise(id = "98.1", en = "Half", es = "La mitad")
public final class Exercise98_1 {
    /** What the student writes. */
    @FunctionalInterface
    public interface Half {
        /** Half of x. */
        double of(double x);
    }

    private final Half answer;

    Exercise98_1(Half answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param answer what the student wrote
     * @return the report
     */
    public static Score check(Half answer) {
        return Check.run(Exercise98_1.class, answer);
    }

    @Test
    @Points(value = 1, order = 1, en = "halves 4", es = "divide 4", hintEn = "", hintEs = "")
    void whole() {
        Expect.close(2, answer.of(4), 1e-12);
    }

    @Test
    @Points(value = 2.5, order = 2, en = "halves 3", es = "divide 3", hintEn = "", hintEs = "")
    void fraction() {
        Expect.close(1.5, answer.of(3), 1e-12);
    }
}
