package recurrent.grade.wire;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.regex.Pattern;

import recurrent.exercises.names.ExerciseName;

/** The interfaces whose objects may be called from the other side: those of the exercises, and Java's own. */
public final class Functions {
    private static final Pattern JAVA = Pattern.compile("java\\.util\\.function\\.\\w+");

    private Functions() {}

    /**
     * The interface of a name.
     *
     * @param name of an interface of an exercise or of java.util.function
     * @return the interface
     * @throws WireException if it is not on the list, or has not exactly one method to call
     */
    public static Class<?> named(String name) {
        if (mayBe(name)) {
            try {
                Class<?> type = Class.forName(name, false, Functions.class.getClassLoader());
                if (type.isInterface()) {
                    method(type);
                    return type;
                }
            } catch (ClassNotFoundException e) {
                throw new WireException("there is no interface " + name, e);
            }
        }
        throw new WireException(name + " is no interface that may be called from the other side");
    }

    private static boolean mayBe(String name) {
        return ExerciseName.isMember(name) || JAVA.matcher(name).matches() || name.equals(Control.class.getName());
    }

    /** The interface of a function object; null if it is none. */
    static Class<?> of(Object value) {
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> each : type.getInterfaces()) {
                if (mayBe(each.getName())) {
                    return each;
                }
            }
        }
        return null;
    }

    /**
     * The one method of a functional interface.
     *
     * @param type the interface
     * @return its abstract method
     * @throws WireException if there is not exactly one
     */
    public static Method method(Class<?> type) {
        Method found = null;
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                if (found != null) {
                    throw new WireException(type.getName() + " has more than one abstract method");
                }
                found = method;
            }
        }
        if (found == null) {
            throw new WireException(type.getName() + " has no abstract method");
        }
        return found;
    }
}
