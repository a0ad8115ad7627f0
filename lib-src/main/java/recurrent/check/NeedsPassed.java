package recurrent.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that would only repeat the failure of others: it is not run until they pass. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsPassed {
    /**
     * The tests that must pass first.
     *
     * @return names of test methods of the same class with a smaller {@link Points#order()}
     */
    String[] value();
}
