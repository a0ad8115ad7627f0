package recurrent.i18n;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Printed numbers")
class PrintTests {
    private static String es(String format, Object... values) {
        return Language.during(Language.ES, () -> Print.format(format, values));
    }

    private static String en(String format, Object... values) {
        return Language.during(Language.EN, () -> Print.format(format, values));
    }

    @Test
    @DisplayName("have the reader's decimal sign")
    void formatted() {
        assertEquals("ρ =  0,900   1,2e-09", es("ρ = %6.3f   %.1e", 0.9, 1.23e-9));
        assertEquals("ρ =  0.900   1.2e-09", en("ρ = %6.3f   %.1e", 0.9, 1.23e-9));
        assertEquals("42 | NaN | 5 % | 007", es("%d | %.2f | 5 %% | %03d", 42, Double.NaN, 7));
    }

    @Test
    @DisplayName("have it also where they take the place of a text, and only numbers change")
    void text() {
        assertEquals("0,25  1,0E-9  v1.5  3", es("%s  %s  %s  %s", 0.25, 1e-9, "v1.5", 3));
        assertEquals("0.25  1.0E-9", en("%s  %s", 0.25, 1e-9));
        assertEquals("b 0,5 a", es("%2$s %1$s a", 0.5f, "b"));
        assertEquals("a%\n|0,5 |", es("%s%%%n|%-4s|", "a", 0.5).replace("\r", ""));
        assertEquals("null 0,5", es("%s %s", null, 0.5));
        assertEquals("x 0,50 x 1,5", es("%s %.2f %1$s %s", "x", 0.5, 1.5));
    }

    @Test
    @DisplayName("stand on a line of their own")
    void printed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Language.during(Language.ES, () -> {
                Print.print(0.1 + 0.2);
                Print.print(7);
                Print.print("%d de %d", 3, 4);
                return null;
            });
        } finally {
            System.setOut(before);
        }
        assertEquals(
                "0,30000000000000004\n7\n3 de 4\n",
                bytes.toString(StandardCharsets.UTF_8).replace("\r", ""));
    }
}
