package recurrent.check;

import org.junit.jupiter.api.Test;

/** A small exercise to try the checker on: half of a number. */
@Exercise(id = "99.1", en = "Half", es = "La mitad")
final class Halving {
    interface Half {
        double of(double x);
    }

    private final Half answer;

    Halving(Half answer) {
        this.answer = answer;
    }

    @Test
    @NeedsPassed("whole")
    @Points(
            value = 1.5,
            order = 3,
            en = "halves 3",
            es = "divide 3",
            hintEn = "Divide by 2.0.",
            hintEs = "Divide por 2.0.")
    void fraction() {
        Expect.close(1.5, answer.of(3), 1e-12);
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "halves 4",
            es = "divide 4",
            hintEn = "Divide by <2> & \"stop\".",
            hintEs = "Divide por <2>.")
    void whole() {
        Expect.close(2, answer.of(4), 1e-12);
    }

    @Test
    @Points(value = 0.5, order = 2, en = "halves 0", es = "divide 0", hintEn = "0 / 2 is 0.", hintEs = "0 / 2 es 0.")
    void nothing() {
        Expect.close(0, answer.of(0), 1e-12);
    }
}
