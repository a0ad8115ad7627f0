package recurrent.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import recurrent.grade.Rehearsal;
import recurrent.i18n.Language;
import recurrent.io.Home;
import recurrent.notebook.Notebook;

/** A check cell of chapter 07 in a notebook, after each ran once: JShell compiles the call, JUnit runs the tests. */
final class Checks implements Work {
    private static final String NOTEBOOK = "07-rnn-from-scratch.ipynb";
    private static final int ROUNDS = 10;

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String title() {
        return Language.pick(
                "a check cell of chapter 07 in the notebook, after the first time",
                "una celda de comprobación del capítulo 07 en el cuaderno, después de la primera vez");
    }

    @Override
    public String unit() {
        return "check";
    }

    @Override
    public Measured run(boolean quick) throws IOException {
        Path root = Home.root();
        Notebook release = Notebook.read(root.resolve("exercises/en").resolve(NOTEBOOK));
        Notebook solved = Notebook.read(root.resolve("solutions/en").resolve(NOTEBOOK));
        double[][] seconds = Rehearsal.times(release, solved, quick ? 2 : ROUNDS);
        double[] first = seconds[0];
        double[] later = Arrays.stream(seconds)
                .skip(1)
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("units", later.length);
        details.put("slowest", later[later.length - 1]);
        details.put("first_of_all", first[0]);
        return new Measured(later[later.length / 2], details);
    }
}
