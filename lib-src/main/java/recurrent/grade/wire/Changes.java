package recurrent.grade.wire;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Parameters;
import recurrent.train.Optimizer;

/** Brings home what a call on the other side did to its arguments. */
final class Changes {
    private Changes() {}

    /**
     * Makes an object hold what its copy holds now, as far as it can be changed at all.
     *
     * @param object as it was sent
     * @param after  the copy that came back
     */
    static void apply(Object object, Object after) {
        if (object == null || after == null) {
            return;
        }
        if (object instanceof INDArray into && after instanceof INDArray from) {
            Tensors.copy(from, into);
        } else if (Randoms.isPlain(object) && Randoms.isPlain(after)) {
            ((Random) object).setSeed(Randoms.seed((Random) after));
        } else if (object.getClass().isArray() && object.getClass() == after.getClass()) {
            array(object, after);
        } else if (object instanceof Record && object.getClass() == after.getClass()) {
            record(object, after);
        } else if (object instanceof Parameters into && after instanceof Parameters from) {
            if (into.names().equals(from.names())) {
                into.names().forEach(name -> apply(into.get(name), from.get(name)));
            }
        } else if (object instanceof Optimizer into && object.getClass() == after.getClass()) {
            into.restore(((Optimizer) after).memory());
        } else if (object instanceof List<?> into && after instanceof List<?> from) {
            list(into, from);
        } else if (object instanceof Map<?, ?> into && after instanceof Map<?, ?> from) {
            map(into, from);
        } else if (object instanceof Collection<?> into && after instanceof Collection<?> from) {
            refill(into, from);
        }
    }

    private static void array(Object object, Object after) {
        int length = Array.getLength(object);
        if (length != Array.getLength(after)) {
            return;
        }
        if (object.getClass().getComponentType().isPrimitive()) {
            System.arraycopy(after, 0, object, 0, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            if (isLeaf(Array.get(after, i))) {
                Array.set(object, i, Array.get(after, i));
            } else {
                apply(Array.get(object, i), Array.get(after, i));
            }
        }
    }

    private static void record(Object object, Object after) {
        for (RecordComponent part : object.getClass().getRecordComponents()) {
            try {
                apply(part.getAccessor().invoke(object), part.getAccessor().invoke(after));
            } catch (ReflectiveOperationException e) {
                throw new WireException(part + " cannot be read", e);
            }
        }
    }

    private static void list(List<?> into, List<?> from) {
        if (into.size() == from.size() && from.stream().noneMatch(Changes::isLeaf)) {
            for (int i = 0; i < from.size(); i++) {
                apply(into.get(i), from.get(i));
            }
        } else {
            refill(into, from);
        }
    }

    @SuppressWarnings("unchecked")
    private static void refill(Collection<?> into, Collection<?> from) {
        if (!Objects.equals(into, from)) {
            try {
                into.clear();
                ((Collection<Object>) into).addAll(from);
            } catch (UnsupportedOperationException fixed) {
                // then the other side could not change it either
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void map(Map<?, ?> into, Map<?, ?> from) {
        if (!Objects.equals(into, from)) {
            try {
                into.clear();
                ((Map<Object, Object>) into).putAll(from);
            } catch (UnsupportedOperationException fixed) {
                // as above
            }
        }
    }

    private static boolean isLeaf(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Character
                || value instanceof Boolean;
    }
}
