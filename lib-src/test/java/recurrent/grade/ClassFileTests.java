package recurrent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import recurrent.exercises.ch07.Exercise07_3;

@DisplayName("A class without its tests")
class ClassFileTests {
    private static final class Loader extends ClassLoader {
        private final String name;
        private final byte[] bytes;

        Loader(String name, byte[] bytes) {
            super(ClassFileTests.class.getClassLoader());
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
            return wanted.equals(name) ? define() : super.loadClass(wanted, resolve);
        }

        private Class<?> define() {
            Class<?> done = findLoadedClass(name);
            return done != null ? done : defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** What a helper of an exercise may use: fields, lambdas, switches, other methods. */
    static final class Subject {
        private static final List<Integer> TABLE = List.of(3, 1, 4, 1, 5);
        private static final double SECRET = 0.271828182845;

        private Subject() {}

        public static int helper(int n) {
            IntUnaryOperator twice = x -> x * 2 + other(x);
            return switch (n % 4) {
                case 0 -> TABLE.stream().mapToInt(Integer::intValue).sum();
                case 1 -> IntStream.range(0, n).map(twice).sum();
                default -> n > 100_000 ? -1 : "text".length();
            };
        }

        private static int other(int x) {
            return x - 1;
        }

        static String secretTest() {
            return "the expected answer is " + SECRET + other(1);
        }
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
            return in.readAllBytes();
        }
    }

    @Test
    @DisplayName("keeps a helper with all that it needs, and it still runs")
    void keeps() throws Exception {
        byte[] reduced = ClassFile.reduce(bytes(Subject.class), name -> true);
        Class<?> type = new Loader(Subject.class.getName(), reduced).loadClass(Subject.class.getName());
        Method helper = type.getMethod("helper", int.class);
        helper.setAccessible(true);
        for (int n : new int[] {4, 5, 2, 200_002}) {
            assertEquals(Subject.helper(n), helper.invoke(null, n));
        }
        assertTrue(Arrays.stream(type.getDeclaredMethods())
                .noneMatch(m -> m.getName().equals("secretTest")));
        assertFalse(new String(reduced, StandardCharsets.ISO_8859_1).contains("expected answer"));
    }

    @Test
    @DisplayName("holds no text, no number and no name of a test of an exercise")
    void exercise() throws Exception {
        byte[] whole = bytes(Exercise07_3.class);
        byte[] reduced = ClassFile.reduce(whole, name -> !name.equals("check"));
        String before = new String(whole, StandardCharsets.ISO_8859_1);
        String after = new String(reduced, StandardCharsets.ISO_8859_1);
        assertTrue(before.contains("100 / 60 is 1") && before.contains("Carry the state"));
        assertFalse(after.contains("100 / 60 is 1") || after.contains("Carry the state"));
        Class<?> type = new Loader(Exercise07_3.class.getName(), reduced).loadClass(Exercise07_3.class.getName());
        assertEquals(
                List.of("part"),
                Arrays.stream(type.getDeclaredMethods()).map(Method::getName).toList());
        assertNotNull(Class.forName(Exercise07_3.class.getName() + "$Read"));
    }

    @Test
    @DisplayName("cannot be made of what is no class")
    void noClass() throws IOException {
        assertThrows(IOException.class, () -> ClassFile.reduce("no class".getBytes(StandardCharsets.UTF_8), n -> true));
        byte[] whole = bytes(Subject.class);
        assertThrows(IOException.class, () -> ClassFile.reduce(Arrays.copyOf(whole, whole.length / 2), n -> true));
    }
}
