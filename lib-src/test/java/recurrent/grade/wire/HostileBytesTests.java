package recurrent.grade.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

import recurrent.nn.Parameters;
import recurrent.train.Adam;

@DisplayName("Bytes that no honest child sends")
class HostileBytesTests {
    private static final int ARRAY = 11;
    private static final int RECORD = 17;
    private static final int ENUM = 18;
    private static final int TOKENIZER = 21;
    private static final int FUNCTION = 23;

    private static final int OPTIMIZER = 25;

    private final Wire wire = new Wire(null);

    private static byte[] named(int tag, String name, int... numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(tag);
        Wire.text(out, name);
        for (int number : numbers) {
            out.writeInt(number);
        }
        return bytes.toByteArray();
    }

    @Test
    @DisplayName("name classes that are not on the list, or promise more than they bring")
    void refused() throws IOException {
        for (byte[] bytes : List.of(
                named(RECORD, "java.lang.ProcessBuilder", 0),
                named(RECORD, "recurrent.nn.Parameters", 0),
                named(RECORD, "recurrent.grade.Grader$Options", 0),
                named(ENUM, "java.util.concurrent.TimeUnit", 0),
                named(TOKENIZER, "java.lang.Thread"),
                named(FUNCTION, "java.lang.Runnable", 1),
                named(FUNCTION, "recurrent.grade.Sandbox", 1),
                named(ARRAY, "java.lang.Thread", 0),
                named(ARRAY, "double", Integer.MAX_VALUE),
                named(ARRAY, "double", -1),
                new byte[] {99},
                new byte[0],
                new byte[] {0, 0})) {
            assertThrows(WireException.class, () -> wire.decode(bytes));
        }
        assertEquals(0, ((double[]) wire.decode(named(ARRAY, "double", 0))).length);
    }

    /** An optimiser of two values. */
    private byte[] optimizer(Object plan, Object memory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(OPTIMIZER);
        bytes.write(wire.encode(plan));
        bytes.write(wire.encode(memory));
        return bytes.toByteArray();
    }

    @Test
    @DisplayName("give an optimiser that is none, has settings of another, no settings, or a foreign memory")
    void optimizers() throws IOException {
        Parameters none = Parameters.none();
        Map<String, Object> momentum = Map.of("kind", "momentum", "beta", 0.5);
        for (byte[] bytes : List.of(
                optimizer(Map.of("kind", "one-hot", "symbols", 2, "type", "FLOAT"), none),
                optimizer(Map.of("kind", "adam", "beta", 0.5), none),
                optimizer(Map.of("kind", "momentum", "beta", 1.5), none),
                optimizer(Map.of("kind", "java.lang.Thread"), none),
                optimizer(Map.of("beta", 0.5), none),
                optimizer(Map.of(1, 2), none),
                optimizer("momentum", none),
                optimizer(momentum, Parameters.of("mean.w", Nd4j.ones(1, 1))),
                optimizer(momentum, null),
                optimizer(momentum, "velocity.w"))) {
            assertThrows(WireException.class, () -> wire.decode(bytes));
        }
        assertEquals("Momentum(β 0.5)", wire.decode(optimizer(momentum, none)).toString());
    }

    @Test
    @DisplayName("are refused or understood, whatever is changed in them")
    void fuzz() {
        byte[] honest = wire.encode(List.of(
                Map.of("a", new double[] {1, 2}),
                Nd4j.ones(2, 3),
                "text",
                new int[][] {{1}, {2, 3}},
                3L,
                List.of('c', 2.5),
                Adam.standard()));
        int refused = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = honest.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                wire.decode(bytes);
            } catch (WireException e) {
                refused++;
            }
        }
        assertTrue(refused > 500 && refused < 3_000, refused + " were refused");
    }
}
