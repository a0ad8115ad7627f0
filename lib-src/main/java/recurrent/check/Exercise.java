package recurrent.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks the test class of one exercise. Its constructor takes the student's answer; each test method carries
 * {@link Points}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AnswerExtension.class)
@TestMethodOrder(PointsOrder.class)
public @interface Exercise {
    /**
     * Chapter and number.
     *
     * @return such as "07.2"
     */
    String id();

    /**
     * The title in English.
     *
     * @return a few words
     */
    String en();

    /**
     * The title in Spanish.
     *
     * @return a few words
     */
    String es();
}
