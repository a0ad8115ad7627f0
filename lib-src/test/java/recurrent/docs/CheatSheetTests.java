package recurrent.docs;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Every line of code in the cheat sheets is run, and gives what the sheet says. */
@DisplayName("The cheat sheets")
class CheatSheetTests {
    private static final Map<String, Integer> SIZES = Map.of("n", 2, "T", 5, "d", 3, "h", 4, "V", 7, "e", 6, "D", 1);
    private static final Pattern DECLARED = Pattern.compile("[\\w.<>?]+ (\\w+) = .*;");

    @TempDir
    private Path folder;

    @TestFactory
    @DisplayName("have the same code in English and Spanish")
    Stream<DynamicTest> parity() {
        return Sheet.NAMES.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Sheet en = Sheet.read("en", name);
                    Sheet es = Sheet.read("es", name);
                    assertEquals(String.join("\n\n", en.blocks()), String.join("\n\n", es.blocks()));
                    assertEquals(en.rows(), es.rows());
                    assertTrue((en.blocks() + "" + en.rows()).length() > 500, "the sheet has hardly any code");
                }));
    }

    @Test
    @DisplayName("say what every call of ND4J gives")
    void nd4j() throws Exception {
        StringBuilder program = new StringBuilder(
                """
                INDArray A = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}});
                INDArray b = Nd4j.createFromArray(10.0, 20.0, 30.0);
                INDArray v = Nd4j.createFromArray(new double[][] {{100}, {200}});
                INDArray X = Nd4j.zeros(DataType.DOUBLE, 4, 2, 3);
                """);
        Map<String, String> expected = new LinkedHashMap<>();
        for (List<List<String>> row : Sheet.read("en", "nd4j").rows()) {
            assertEquals(row.get(1).size(), row.get(2).size(), () -> "as many results as calls: " + row);
            for (int i = 0; i < row.get(1).size(); i++) {
                String call = row.get(1).get(i);
                expected.put(call, row.get(2).get(i));
                program.append("keep.accept(\"%s\", (Object) (%s));%n".formatted(call.replace("\"", "\\\""), call));
            }
        }
        compare(expected, Program.run(program.toString(), folder));
    }

    @Test
    @DisplayName("say the shape of what every layer makes")
    void shapes() throws Exception {
        StringBuilder program = new StringBuilder(
                "DataType D = DataType.DOUBLE; Random rng = new Random(1); Init init = Init.normal(0.1);\n");
        for (String size : List.of("n", "T", "d", "h", "V", "e")) {
            program.append("int %s = %d;%n".formatted(size, SIZES.get(size)));
        }
        program.append(
                """
                INDArray X = Nd4j.ones(D, T, n, d);
                INDArray Xt = Sequences.at(X, 0);
                int[][] ids = new int[n][T];
                int[] targets = new int[n];
                """);
        Map<String, String> expected = new LinkedHashMap<>();
        for (String block : Sheet.read("en", "shapes").blocks()) {
            for (String line : block.split("\n")) {
                String[] parts = line.split("//", 2);
                program.append(parts[0]).append('\n');
                Matcher declared = DECLARED.matcher(parts[0].strip());
                assertTrue(declared.matches(), () -> "expected one declaration in a line: " + line);
                if (parts.length == 2) {
                    expected.put(declared.group(1), parts[1].strip());
                    program.append("keep.accept(\"%1$s\", %1$s);%n".formatted(declared.group(1)));
                }
            }
        }
        assertTrue(expected.size() >= 20, "most lines say what they give");
        compare(expected, Program.run(program.toString(), folder));
    }

    private static void compare(Map<String, String> expected, Map<String, Object> got) {
        List<Executable> all = new ArrayList<>();
        expected.forEach((code, result) ->
                all.add(() -> assertEquals("", Expected.problem(got.get(code), result, SIZES), code)));
        assertAll(all);
    }

    @Test
    @DisplayName("give the true gradient of every operation")
    void gradients() throws Exception {
        Sheet sheet = Sheet.read("en", "gradients");
        Map<String, Integer> sizes = Map.of("n", 4, "d", 3, "h", 2, "V", 5);
        Map<String, long[]> shapes = new TreeMap<>();
        for (String array : sheet.line("Shapes:").split(" · ")) {
            String[] parts = array.split(" ", 2);
            shapes.put(parts[0], Expected.shape(parts[1], sizes));
        }
        StringBuilder program = new StringBuilder(
                """
                recurrent.docs.Slope slope = new recurrent.docs.Slope();
                int n = 4; int h = 2; double lambda = 0.3;
                int[] y = {0, 4, 2, 2};
                INDArray T1 = OneHot.encode(y, 5, DataType.DOUBLE);
                INDArray K = OneHot.encode(new int[] {3, 1, 1, 0}, 5, DataType.DOUBLE);
                INDArray M = Nd4j.createFromArray(new double[][] {{2, 0}, {0, 2}, {2, 2}, {0, 0}});
                INDArray t = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {1, 1}, {0, 0}});
                """);
        int checked = 0;
        for (List<List<String>> row : sheet.rows()) {
            String[] forward = row.get(1).get(0).split(" = ", 2);
            program.append("{\n");
            Set<String> inputs = new TreeSet<>();
            for (Map.Entry<String, long[]> input : shapes.entrySet()) {
                if (Pattern.compile("\\b" + input.getKey() + "\\b")
                        .matcher(forward[1])
                        .find()) {
                    inputs.add(input.getKey());
                    program.append("INDArray %s = slope.input(%d, %d);%n"
                            .formatted(input.getKey(), input.getValue()[0], input.getValue()[1]));
                }
            }
            program.append("Supplier<Object> forward = () -> %s;%n".formatted(forward[1]));
            if (!forward[0].equals("L")) {
                program.append("INDArray %1$s = (INDArray) forward.get(); INDArray d%1$s = slope.above(%1$s);%n"
                        .formatted(forward[0]));
            }
            int here = checked;
            for (String rule : row.get(2)) {
                String name = rule.substring(1, rule.indexOf(" = "));
                program.append("INDArray ").append(rule).append(";\n");
                if (inputs.contains(name)) {
                    program.append("slope.check(\"%2$s of %1$s\", %3$s, d%3$s, forward);%n"
                            .formatted(row.get(1).get(0).replace("\"", ""), rule, name));
                    checked++;
                }
            }
            assertTrue(checked > here, () -> "no gradient of an input: " + row);
            program.append("}\n");
        }
        assertTrue(checked >= 30, "gradients checked: " + checked);
        Program.run(program.toString(), folder);
    }
}
