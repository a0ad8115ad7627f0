package recurrent.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a test of an exercise is worth and what it says, in both languages. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Points {
    /** Points for passing, above 0. */
    double value();

    /** Place in the report: 1, 2, … */
    int order();

    /** What is asked, as the end of a sentence about the answer: "gives one row per sequence". */
    String en();

    /** The same in Spanish. */
    String es();

    /** One hint for whoever fails: the likely mistake, not the answer. */
    String hintEn();

    /** The same in Spanish. */
    String hintEs();
}
