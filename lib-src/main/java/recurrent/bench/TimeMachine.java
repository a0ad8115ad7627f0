package recurrent.bench;

import java.io.IOException;
import java.nio.file.Path;

import recurrent.data.Dataset;
import recurrent.data.Datasets;
import recurrent.i18n.Language;

/** The text that works and baselines read. It is not fetched here: a benchmark should not wait for a network. */
final class TimeMachine {
    private static final String NAME = "timemachine";

    private TimeMachine() {}

    static Path file() throws IOException {
        Dataset dataset = Datasets.all().stream()
                .filter(d -> d.name().equals(NAME))
                .findFirst()
                .orElseThrow();
        require(Datasets.present(dataset));
        return Datasets.path(NAME, System.err); // also compares its checksum
    }

    static void require(Path present) throws IOException {
        if (present == null) {
            throw new IOException(Language.pick(
                    "The Time Machine is not on this disk: get it with ./course data get " + NAME,
                    "The Time Machine no está en este disco: tráelo con ./course data get " + NAME));
        }
    }
}
