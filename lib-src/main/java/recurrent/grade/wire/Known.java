package recurrent.grade.wire;

import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.exercises.names.ExerciseName;
import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.text.Tokenizer;
import recurrent.train.Checkpoint;
import recurrent.train.Optimizer;

/** The classes that may be named on the wire. */
final class Known {
    /** Packages whose records and enumerations are nothing but data. */
    private static final Pattern DATA = Pattern.compile("recurrent\\.(ngram|nn|text|train)\\.[\\w$]+");

    private static final Map<String, Class<?>> PARTS = Map.ofEntries(
            Map.entry("boolean", boolean.class),
            Map.entry("byte", byte.class),
            Map.entry("short", short.class),
            Map.entry("char", char.class),
            Map.entry("int", int.class),
            Map.entry("long", long.class),
            Map.entry("float", float.class),
            Map.entry("double", double.class),
            Map.entry("[I", int[].class),
            Map.entry("[J", long[].class),
            Map.entry("[F", float[].class),
            Map.entry("[D", double[].class),
            Map.entry("[Z", boolean[].class),
            Map.entry("[[I", int[][].class),
            Map.entry("[[F", float[][].class),
            Map.entry("[[D", double[][].class),
            Map.entry("java.lang.String", String.class),
            Map.entry("[Ljava.lang.String;", String[].class),
            Map.entry(INDArray.class.getName(), INDArray.class));

    private Known() {}

    static boolean isRecord(Class<?> type) {
        return type.isRecord() && isData(type);
    }

    static boolean isEnum(Class<?> type) {
        return type == DataType.class || type.isEnum() && isData(type);
    }

    private static boolean isData(Class<?> type) {
        return Modifier.isPublic(type.getModifiers()) && isData(type.getName());
    }

    private static boolean isData(String name) {
        return DATA.matcher(name).matches() || ExerciseName.isMember(name);
    }

    static boolean isTokenizer(Class<?> type) {
        return isData(type)
                && Tokenizer.class.isAssignableFrom(type)
                && type.getDeclaredConstructors().length == 1
                && type.getDeclaredConstructors()[0].getParameterCount() == 0;
    }

    /** Those of the library; one of an exercise or a notebook is not known on the other side. */
    static boolean isOptimizer(Class<?> type) {
        return Optimizer.class.isAssignableFrom(type) && type.getPackage() == Optimizer.class.getPackage();
    }

    static Class<?> record(String name) {
        Class<?> type = load(name);
        if (!isRecord(type)) {
            throw refused(name);
        }
        return type;
    }

    static Object constant(String type, String name) {
        Class<?> found = type.equals(DataType.class.getName()) ? DataType.class : load(type);
        if (isEnum(found)) {
            for (Object constant : found.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(name)) {
                    return constant;
                }
            }
        }
        throw refused(type + "." + name);
    }

    static Tokenizer tokenizer(String name) {
        Class<?> type = load(name);
        if (!isTokenizer(type)) {
            throw refused(name);
        }
        try {
            return (Tokenizer) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new WireException(name + " cannot be made", e);
        }
    }

    /** An optimiser with the settings of a plan, as {@link Plan#toMap} gives it, and what it remembers. */
    static Optimizer optimizer(Object plan, Object memory) {
        Map<String, Object> settings = new LinkedHashMap<>();
        ((Map<?, ?>) plan).forEach((name, value) -> settings.put((String) name, value));
        Optimizer made = Checkpoint.plans().build(Optimizer.class, Plan.of(settings), Parameters.none());
        made.restore((Parameters) memory);
        return made;
    }

    static Class<?> part(String name) {
        Class<?> part = PARTS.get(name);
        if (part == null && isData(name)) {
            part = record(name);
        }
        if (part == null) {
            throw refused("an array of " + name);
        }
        return part;
    }

    /** Looks a class up without running any of it. */
    private static Class<?> load(String name) {
        if (!isData(name)) {
            throw refused(name);
        }
        try {
            return Class.forName(name, false, Known.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new WireException("there is no class " + name, e);
        }
    }

    private static WireException refused(String name) {
        return new WireException(name.substring(0, Math.min(200, name.length())) + " may not cross the wire");
    }
}
