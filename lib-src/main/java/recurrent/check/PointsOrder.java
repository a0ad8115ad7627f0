package recurrent.check;

import java.util.Comparator;

import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Runs the tests of an exercise in the order of {@link Points#order()}. */
final class PointsOrder implements MethodOrderer {
    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors()
                .sort(Comparator.comparingInt(PointsOrder::order)
                        .thenComparing(method -> method.getMethod().getName()));
    }

    private static int order(MethodDescriptor method) {
        return method.findAnnotation(Points.class).map(Points::order).orElse(Integer.MAX_VALUE);
    }
}
