package recurrent.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import recurrent.data.Dataset;
import recurrent.data.Datasets;
import recurrent.i18n.Language;

/** A text that works and baselines read. It is not fetched here: a benchmark should not wait for a network. */
public enum Text {
    /** None at all: the work needs no text. */
    NONE("", ""),
    /** The Time Machine, which {@code ./course data get timemachine} gets. */
    TIME_MACHINE("timemachine.txt", "The Time Machine"),
    /** The War of the Worlds, from the folder {@code RECURRENT_DATA}. */
    WAR_OF_THE_WORLDS("war_of_the_worlds.txt", "The War of the Worlds"),
    /** Don Quijote, from the folder {@code RECURRENT_DATA}. */
    DON_QUIJOTE("don_quijote.txt", "Don Quijote");

    private static final String NAMED = "timemachine";

    private final String fileName;
    private final String title;

    Text(String fileName, String title) {
        this.fileName = fileName;
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Where it is on this disk. */
    Path file() throws IOException {
        if (this == NONE) {
            throw new IllegalStateException("this work needs no text");
        }
        if (this != TIME_MACHINE) {
            return require(Datasets.local(fileName));
        }
        Dataset dataset = Datasets.all().stream()
                .filter(d -> d.name().equals(NAMED))
                .findFirst()
                .orElseThrow();
        require(Optional.ofNullable(Datasets.present(dataset)));
        return Datasets.path(NAMED, System.err); // also compares its checksum
    }

    Path require(Optional<Path> present) throws IOException {
        return present.orElseThrow(() -> new IOException(
                this == TIME_MACHINE
                        ? Language.pick(
                                "The Time Machine is not on this disk: get it with ./course data get " + NAMED,
                                "The Time Machine no está en este disco: tráelo con ./course data get " + NAMED)
                        : Language.pick(
                                fileName + " is not there: put it into a folder and set RECURRENT_DATA to that folder;"
                                        + " bench/README.md says where to get it",
                                fileName + " no está: ponlo en una carpeta y pon en RECURRENT_DATA esa carpeta;"
                                        + " bench/README.md dice de dónde sacarlo")));
    }
}
