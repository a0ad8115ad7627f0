package recurrent.data;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import recurrent.i18n.Language;
import recurrent.io.Sha256;

/**
 * Finds data sets on disk, and fetches those that are not there.
 *
 * @param catalogue what it knows
 * @param course    the folder of the course's own data
 * @param local     a folder with copies to use before anything is fetched, or {@code null}
 * @param cache     where fetched files are kept
 */
record Store(List<Dataset> catalogue, Path course, Path local, Path cache) {

    Dataset find(String name) {
        return catalogue.stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow(() -> {
            String near = catalogue.stream()
                    .map(Dataset::name)
                    .min(Comparator.comparingInt(n -> distance(n, name)))
                    .orElse("");
            String all = catalogue.stream().map(Dataset::name).collect(Collectors.joining(", "));
            String hint = distance(near, name) <= Math.max(2, name.length() / 2)
                    ? Language.pick("did you mean " + near + "? ", "¿querías decir " + near + "? ")
                    : "";
            return new IllegalArgumentException(
                    Language.pick("no data set is called '", "ningún conjunto de datos se llama '") + name + "'; "
                            + hint + Language.pick("There are: ", "Hay: ") + all);
        });
    }

    Path path(String name, PrintStream messages) throws IOException {
        Dataset dataset = find(name);
        if (dataset.ofTheCourse()) {
            Path file = course.resolve(dataset.file());
            if (!Files.exists(file)) {
                throw new IOException(file
                        + Language.pick(
                                " is missing: it comes with the course; get it back with git checkout data",
                                " no está: viene con el curso; recupéralo con git checkout data"));
            }
            return file;
        }
        if (local != null && Files.exists(local.resolve(dataset.file()))) {
            return checked(dataset, local.resolve(dataset.file()), "RECURRENT_DATA");
        }
        Path cached = cache.resolve(dataset.file());
        if (!Files.exists(cached)) {
            new Download(dataset, cached, messages).run();
        }
        return checked(dataset, cached, null);
    }

    private static Path checked(Dataset dataset, Path file, String variable) throws IOException {
        String came = Sha256.of(file);
        if (!came.equals(dataset.sha256())) {
            throw new IOException(String.format(
                    Language.pick(
                            "%s is not the expected file: SHA-256 %s…, expected %s…; %s",
                            "%s no es el archivo esperado: SHA-256 %s…, se esperaba %s…; %s"),
                    file,
                    came.substring(0, 12),
                    dataset.sha256().substring(0, 12),
                    variable == null
                            ? Language.pick(
                                    "delete it and run again to fetch it anew",
                                    "bórralo y repite para traerlo otra vez")
                            : Language.pick(
                                    "put the original there or unset " + variable,
                                    "pon ahí el original o quita " + variable)));
        }
        return file;
    }

    /** Where a data set is now, without fetching it; {@code null} if it is not on this disk. */
    Path present(Dataset dataset) {
        List<Path> places = dataset.ofTheCourse()
                ? List.of(course.resolve(dataset.file()))
                : local == null
                        ? List.of(cache.resolve(dataset.file()))
                        : List.of(local.resolve(dataset.file()), cache.resolve(dataset.file()));
        return places.stream().filter(Files::exists).findFirst().orElse(null);
    }

    /** The number of letters to add, drop or change to get from one word to the other. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
