package recurrent.grade.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.nd4j.linalg.api.ndarray.INDArray;

import recurrent.nn.Parameters;
import recurrent.text.Tokenizer;
import recurrent.text.Vocabulary;
import recurrent.train.Optimizer;

/**
 * Values as bytes and back. What can cross: null, numbers, text, lists, maps, arrays of those, ND4J arrays, the records
 * and enumerations of {@code recurrent.nn}, {@code ngram}, {@code text}, {@code train} and of exercises, vocabularies,
 * parameters, tokenizers, the optimisers of the library; and functions, which are called where they are.
 *
 * <p>This is no Java serialization: a class is only ever made by its own public constructor, from parts that were
 * checked before.
 */
public final class Wire {
    private static final int MAX_DEPTH = 24;

    private final Exports exports;

    /**
     * A codec.
     *
     * @param exports where functions are entered that the other side may call
     */
    Wire(Exports exports) {
        this.exports = exports;
    }

    /** Gives functions numbers, and makes functions of numbers. */
    interface Exports {
        int number(Object function, Class<?> type);

        Object function(int number, Class<?> type);

        Random random(int number);
    }

    byte[] encode(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, value, 0);
        } catch (IOException e) {
            throw new WireException("cannot happen in memory", e);
        }
        return bytes.toByteArray();
    }

    Object decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Object value = read(in, 0);
            if (in.available() > 0) {
                throw new WireException(in.available() + " bytes too many");
            }
            return value;
        } catch (IOException | RuntimeException e) {
            throw e instanceof WireException w ? w : new WireException("cannot be read: " + e, e);
        }
    }

    private void write(DataOutputStream out, Object value, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new WireException("nested more than " + MAX_DEPTH + " deep");
        }
        Tag tag = Tag.of(value);
        if (tag == null) {
            Class<?> function = Functions.of(value);
            if (function == null) {
                throw new WireException("an object of " + value.getClass().getName() + " cannot leave the program");
            }
            out.writeByte(Tag.FUNCTION.ordinal());
            text(out, function.getName());
            out.writeInt(exports.number(value, function));
            return;
        }
        out.writeByte(tag.ordinal());
        switch (tag) {
            case NULL, FUNCTION -> {}
            case TRUE, FALSE -> {}
            case BYTE -> out.writeByte((Byte) value);
            case SHORT -> out.writeShort((Short) value);
            case INT -> out.writeInt((Integer) value);
            case LONG -> out.writeLong((Long) value);
            case FLOAT -> out.writeFloat((Float) value);
            case DOUBLE -> out.writeDouble((Double) value);
            case CHAR -> out.writeChar((Character) value);
            case TEXT -> text(out, (String) value);
            case ARRAY -> array(out, value, depth);
            case LIST, FIXED_LIST, SET -> {
                Collection<?> all = (Collection<?>) value;
                out.writeInt(all.size());
                for (Object one : all) {
                    write(out, one, depth + 1);
                }
            }
            case MAP -> {
                Map<?, ?> map = (Map<?, ?>) value;
                out.writeInt(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    write(out, entry.getKey(), depth + 1);
                    write(out, entry.getValue(), depth + 1);
                }
            }
            case TENSOR -> Tensors.write(out, (INDArray) value);
            case RECORD -> record(out, (Record) value, depth);
            case ENUM -> {
                Enum<?> constant = (Enum<?>) value;
                text(out, constant.getDeclaringClass().getName());
                text(out, constant.name());
            }
            case VOCABULARY -> write(out, ((Vocabulary) value).tokens(), depth + 1);
            case PARAMETERS -> {
                Parameters parameters = (Parameters) value;
                write(out, parameters.names(), depth + 1);
                write(out, parameters.arrays(), depth + 1);
            }
            case TOKENIZER -> text(out, value.getClass().getName());
            case RANDOM -> out.writeInt(exports.number(value, Random.class));
            case SEED -> out.writeLong(Randoms.seed((Random) value));
            case OPTIMIZER -> {
                Optimizer optimizer = (Optimizer) value;
                write(out, optimizer.plan().toMap(), depth + 1);
                write(out, optimizer.memory(), depth + 1);
            }
        }
    }

    private void array(DataOutputStream out, Object array, int depth) throws IOException {
        Class<?> part = array.getClass().getComponentType();
        text(out, part.getName());
        int length = Array.getLength(array);
        out.writeInt(length);
        if (part == double.class) {
            for (double x : (double[]) array) {
                out.writeDouble(x);
            }
        } else if (part == float.class) {
            for (float x : (float[]) array) {
                out.writeFloat(x);
            }
        } else if (part == int.class) {
            for (int x : (int[]) array) {
                out.writeInt(x);
            }
        } else {
            for (int i = 0; i < length; i++) {
                write(out, Array.get(array, i), depth + 1);
            }
        }
    }

    private void record(DataOutputStream out, Record record, int depth) throws IOException {
        Class<?> type = record.getClass();
        text(out, type.getName());
        RecordComponent[] parts = type.getRecordComponents();
        for (RecordComponent part : parts) {
            try {
                write(out, part.getAccessor().invoke(record), depth + 1);
            } catch (ReflectiveOperationException e) {
                throw new WireException(type.getName() + "." + part.getName() + " cannot be read", e);
            }
        }
    }

    private Object read(DataInputStream in, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new WireException("nested more than " + MAX_DEPTH + " deep");
        }
        int code = in.readUnsignedByte();
        if (code >= Tag.values().length) {
            throw new WireException("there is no kind of value " + code);
        }
        return switch (Tag.values()[code]) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case BYTE -> in.readByte();
            case SHORT -> in.readShort();
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case CHAR -> in.readChar();
            case TEXT -> text(in);
            case ARRAY -> array(in, depth);
            case LIST -> values(in, new ArrayList<>(), depth);
            case FIXED_LIST -> Collections.unmodifiableList((List<?>) values(in, new ArrayList<>(), depth));
            case SET -> values(in, new LinkedHashSet<>(), depth);
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int left = length(in, 2); left > 0; left--) {
                    map.put(read(in, depth + 1), read(in, depth + 1));
                }
                yield map;
            }
            case TENSOR -> Tensors.read(in);
            case RECORD -> record(in, depth);
            case ENUM -> Known.constant(text(in), text(in));
            case VOCABULARY -> Vocabulary.ofTokens(texts(read(in, depth + 1)));
            case PARAMETERS -> parameters(texts(read(in, depth + 1)), read(in, depth + 1));
            case TOKENIZER -> Known.tokenizer(text(in));
            case RANDOM -> exports.random(in.readInt());
            case SEED -> new Random(in.readLong());
            case OPTIMIZER -> Known.optimizer(read(in, depth + 1), read(in, depth + 1));
            case FUNCTION -> {
                Class<?> type = Functions.named(text(in));
                yield exports.function(in.readInt(), type);
            }
        };
    }

    private Collection<Object> values(DataInputStream in, Collection<Object> into, int depth) throws IOException {
        for (int left = length(in, 1); left > 0; left--) {
            into.add(read(in, depth + 1));
        }
        return into;
    }

    private Object array(DataInputStream in, int depth) throws IOException {
        Class<?> part = Known.part(text(in));
        int length = length(in, part == double.class ? 8 : part == float.class || part == int.class ? 4 : 1);
        Object array = Array.newInstance(part, length);
        for (int i = 0; i < length; i++) {
            if (part == double.class) {
                ((double[]) array)[i] = in.readDouble();
            } else if (part == float.class) {
                ((float[]) array)[i] = in.readFloat();
            } else if (part == int.class) {
                ((int[]) array)[i] = in.readInt();
            } else {
                Array.set(array, i, read(in, depth + 1));
            }
        }
        return array;
    }

    private Object record(DataInputStream in, int depth) throws IOException {
        Class<?> type = Known.record(text(in));
        RecordComponent[] parts = type.getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
            values[i] = read(in, depth + 1);
        }
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new WireException("no " + type.getSimpleName() + " can be made of these parts", e);
        }
    }

    private static Parameters parameters(List<String> names, Object arrays) {
        if (!(arrays instanceof List<?> list) || list.size() != names.size()) {
            throw new WireException("parameters: names and arrays do not match");
        }
        Map<String, INDArray> all = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            all.put(names.get(i), (INDArray) list.get(i));
        }
        return Parameters.of(all);
    }

    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        for (Object one : (List<?>) value) {
            texts.add((String) one);
        }
        return texts;
    }

    /** A length that the bytes that are there can hold. */
    private static int length(DataInputStream in, int bytesEach) throws IOException {
        int length = in.readInt();
        if (length < 0 || (long) length * bytesEach > in.available()) {
            throw new WireException("a length of " + length + " with " + in.available() + " bytes left");
        }
        return length;
    }

    /** As characters, not UTF-8: half a character must arrive as it was sent. */
    static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    static String text(DataInputStream in) throws IOException {
        char[] chars = new char[length(in, 2)];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.readChar();
        }
        return new String(chars);
    }

    /** What kind of value follows. */
    private enum Tag {
        NULL,
        TRUE,
        FALSE,
        BYTE,
        SHORT,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        CHAR,
        TEXT,
        ARRAY,
        LIST,
        FIXED_LIST,
        SET,
        MAP,
        TENSOR,
        RECORD,
        ENUM,
        VOCABULARY,
        PARAMETERS,
        TOKENIZER,
        RANDOM,
        FUNCTION,
        SEED,
        OPTIMIZER;

        private static final Map<Class<?>, Tag> PLAIN = Map.of(
                Byte.class, BYTE,
                Short.class, SHORT,
                Integer.class, INT,
                Long.class, LONG,
                Float.class, FLOAT,
                Double.class, DOUBLE,
                Character.class, CHAR,
                String.class, TEXT,
                Vocabulary.class, VOCABULARY,
                Parameters.class, PARAMETERS);

        static Tag of(Object value) {
            if (value == null) {
                return NULL;
            }
            if (value instanceof Boolean b) {
                return b ? TRUE : FALSE;
            }
            Class<?> type = value.getClass();
            Tag plain = PLAIN.get(type);
            if (plain != null) {
                return plain;
            }
            if (value instanceof INDArray) {
                return TENSOR;
            }
            if (type.isArray()) {
                return ARRAY;
            }
            if (value instanceof List) {
                String name = type.getName();
                return name.contains("Immutable") || name.contains("Unmodifiable") ? FIXED_LIST : LIST;
            }
            if (value instanceof Set) {
                return SET;
            }
            if (value instanceof Map) {
                return MAP;
            }
            if (value instanceof Record && Known.isRecord(type)) {
                return RECORD;
            }
            if (value instanceof Enum<?> constant && Known.isEnum(constant.getDeclaringClass())) {
                return ENUM;
            }
            if (value instanceof Tokenizer && Known.isTokenizer(type)) {
                return TOKENIZER;
            }
            if (value instanceof Optimizer && Known.isOptimizer(type)) {
                return OPTIMIZER;
            }
            return Randoms.isPlain(value) ? SEED : value instanceof Random ? RANDOM : null;
        }
    }
}
