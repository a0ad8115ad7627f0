package recurrent.grade.wire;

import java.lang.invoke.MethodType;

/** The classes that hold primitive values. */
final class Boxes {
    private Boxes() {}

    static Class<?> of(Class<?> primitive) {
        return MethodType.methodType(primitive).wrap().returnType();
    }
}
