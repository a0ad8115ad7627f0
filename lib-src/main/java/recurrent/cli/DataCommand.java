package recurrent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recurrent.data.Checksums;
import recurrent.data.Dataset;
import recurrent.data.Datasets;
import recurrent.i18n.Language;
import recurrent.io.Home;
import recurrent.io.Sha256;

/** {@code ./course data}: the data sets that have a name. */
@Command(
        name = "data",
        description = "Data sets by name: list them, get one, verify those that are here.",
        footer = {
            "",
            "Fetched files are kept in ~/.cache/recurrent (or RECURRENT_CACHE); with RECURRENT_DATA=FOLDER copies in "
                    + "that folder are used and nothing is fetched for them."
        })
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        list();
    }

    @Command(description = "Show all data sets, where they come from and their licence.")
    void list() {
        PrintWriter out = spec.commandLine().getOut();
        for (Dataset dataset : Datasets.all()) {
            Path file = Datasets.present(dataset);
            out.printf("%-14s %s%n", dataset.name(), dataset.title());
            out.printf("%14s %s; %s%n", "", dataset.source(), dataset.licence());
            out.printf(
                    "%14s %s%n",
                    "",
                    file == null
                            ? dataset.ofTheCourse()
                                    ? Language.pick("missing: git checkout data", "falta: git checkout data")
                                    : Language.pick(
                                                    "not here yet: ./course data get ",
                                                    "aún no está: ./course data get ")
                                            + dataset.name()
                            : file);
        }
        out.flush();
    }

    @Command(description = "Fetch a data set and print where it is.")
    void get(@Parameters(paramLabel = "NAME", description = "A name that 'list' shows.") String name)
            throws IOException {
        Path file = Datasets.path(name, System.err);
        spec.commandLine().getOut().println(file);
        spec.commandLine().getOut().flush();
    }

    @Command(description = "Compare what is on this disk with its checksum.")
    int verify() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path data = Home.root().resolve("data");
        int wrong = 0;
        for (Map.Entry<String, String> entry :
                Checksums.read(data.resolve("SHA256SUMS")).entrySet()) {
            wrong += verify(entry.getKey(), data.resolve(entry.getKey()), entry.getValue());
        }
        for (Dataset dataset : Datasets.all()) {
            Path file = Datasets.present(dataset);
            if (!dataset.ofTheCourse() && file != null) {
                wrong += verify(dataset.name(), file, dataset.sha256());
            }
        }
        out.flush();
        if (wrong > 0) {
            throw new CommandFailure(wrong
                    + Language.pick(
                            " files are not what they should be: git checkout data brings back the "
                                    + "course's, deleting a fetched one has it fetched again",
                            " archivos no son lo que deben: git checkout data "
                                    + "recupera los del curso; borra uno traído y se traerá otra vez"));
        }
        return 0;
    }

    private int verify(String name, Path file, String expected) throws IOException {
        String came = Files.exists(file) ? Sha256.of(file) : null;
        boolean good = expected.equals(came);
        String word = good
                ? Language.pick("OK", "BIEN")
                : came == null ? Language.pick("MISSING", "FALTA") : Language.pick("WRONG", "DISTINTO");
        spec.commandLine().getOut().printf(Locale.ROOT, "%-9s %-16s %s%n", word, name, file);
        return good ? 0 : 1;
    }
}
