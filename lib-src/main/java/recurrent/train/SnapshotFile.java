package recurrent.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import recurrent.nn.Parameters;
import recurrent.text.Cleaning;
import recurrent.text.Vocabulary;

/** The file format of {@link Snapshot}: format 2; format 1, of the model of chapter 09 alone, is read too. Chapter 15. */
final class SnapshotFile {
    private static final int FORMAT = 2;
    private static final String HEAD = "checkpoint.json";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** Names of arrays: those of a group are in a folder of its name, the parameters of format 1 in none. */
    private record Head(
            int format,
            String kind,
            Map<String, Object> model,
            String tokenizer,
            Cleaning cleaning,
            List<String> vocabulary,
            Map<String, Object> settings,
            List<Epoch> history,
            Map<String, List<String>> arrays) {}

    private record FirstHead(
            int format,
            String cell,
            Cleaning cleaning,
            List<String> vocabulary,
            Map<String, Object> options,
            List<Epoch> history,
            List<String> arrays) {}

    private SnapshotFile() {}

    /** The bytes of a file; the same snapshot gives the same bytes. */
    static byte[] bytes(Snapshot snapshot) throws IOException {
        Blueprint plan = Blueprint.of(snapshot.model());
        Map<String, Parameters> groups = new LinkedHashMap<>();
        groups.put("parameters", snapshot.model().parameters());
        groups.put("frozen", Blueprint.frozen(snapshot.model()));
        groups.put("memory", snapshot.memory());
        if (snapshot.kept() != null) {
            groups.put("kept", snapshot.kept());
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        groups.forEach((group, arrays) -> names.put(group, arrays.names()));
        Head head = new Head(
                FORMAT,
                plan.kind(),
                plan.parts(),
                snapshot.tokenizer(),
                snapshot.cleaning(),
                snapshot.vocabulary() == null ? null : snapshot.vocabulary().tokens(),
                snapshot.settings(),
                snapshot.history().epochs(),
                names);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, HEAD, JSON.writeValueAsBytes(head));
            for (Map.Entry<String, Parameters> group : groups.entrySet()) {
                for (String name : group.getValue().names()) {
                    put(
                            zip,
                            entry(group.getKey(), name),
                            Npy.bytes(name, group.getValue().get(name)));
                }
            }
        }
        return out.toByteArray();
    }

    private static String entry(String group, String name) {
        return group + "/" + name + ".npy";
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0); // the same checkpoint gives the same bytes
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    static Snapshot read(Path file) throws IOException {
        Map<String, byte[]> entries;
        try {
            entries = entries(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file + "; train a model first and save it there", e);
        } catch (IOException e) {
            throw damaged(file, "its ZIP container cannot be read (" + e.getMessage() + ")", e);
        }
        if (!entries.containsKey(HEAD)) {
            throw damaged(
                    file,
                    entries.isEmpty() ? "it is not a ZIP file, or an empty one" : HEAD + " is missing in it",
                    null);
        }
        try {
            JsonNode head = JSON.readTree(entries.get(HEAD));
            int format = head.path("format").asInt();
            String kind =
                    format == 1 ? head.path("cell").asText() : head.path("kind").asText();
            if (format == 1 && kind.equals("rnn")) {
                return first(JSON.treeToValue(head, FirstHead.class), file, entries);
            }
            if (format != FORMAT) {
                throw new IOException(file + " has format " + format + " and a model «" + kind
                        + "»; this version reads formats 1 and " + FORMAT + ". Update the course, or train again");
            }
            return second(JSON.treeToValue(head, Head.class), file, entries);
        } catch (RuntimeException | JacksonException e) {
            throw damaged(
                    file, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        }
    }

    private static Snapshot first(FirstHead head, Path file, Map<String, byte[]> entries) throws IOException {
        return new Snapshot(
                RnnLanguageModel.of(arrays(file, entries, "", head.arrays())),
                Parameters.of(Map.of()),
                null,
                new History(head.history()),
                Vocabulary.ofTokens(head.vocabulary()),
                head.cleaning(),
                "char",
                head.options());
    }

    private static Snapshot second(Head head, Path file, Map<String, byte[]> entries) throws IOException {
        Map<String, Parameters> groups = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> group : head.arrays().entrySet()) {
            groups.put(group.getKey(), arrays(file, entries, group.getKey() + "/", group.getValue()));
        }
        for (String name : List.of("parameters", "frozen", "memory")) {
            if (!groups.containsKey(name)) {
                throw damaged(file, "the arrays called " + name + " are missing in it", null);
            }
        }
        Parameters parameters = groups.get("parameters");
        Model<?> model =
                new Blueprint(head.kind(), head.model()).build(Parameters.join(parameters, groups.get("frozen")));
        requireNames("parameters", model.parameters(), parameters);
        Parameters kept = groups.get("kept");
        if (kept != null) {
            requireNames("kept", parameters, kept);
        }
        return new Snapshot(
                model,
                groups.get("memory"),
                kept,
                new History(head.history()),
                head.vocabulary() == null ? null : Vocabulary.ofTokens(head.vocabulary()),
                head.cleaning(),
                head.tokenizer(),
                head.settings());
    }

    private static void requireNames(String what, Parameters expected, Parameters got) {
        Set<String> wanted = new TreeSet<>(expected.names());
        if (!wanted.equals(new TreeSet<>(got.names()))) {
            throw new IllegalArgumentException(what + ": expected the arrays " + wanted + ", got " + got.names());
        }
        for (String name : wanted) {
            if (!expected.get(name).equalShapes(got.get(name))) {
                throw new IllegalArgumentException(what + ": " + name + " has another shape than in the model");
            }
        }
    }

    private static Parameters arrays(Path file, Map<String, byte[]> entries, String folder, List<String> names)
            throws IOException {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (String name : names) {
            byte[] npy = entries.get(folder + name + ".npy");
            if (npy == null) {
                throw damaged(file, "the array " + folder + name + " is missing in it", null);
            }
            arrays.put(name, Nd4j.createNpyFromByteArray(npy));
        }
        return Parameters.of(arrays);
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes()); // checks the entry's CRC
            }
        } catch (IllegalArgumentException e) { // the name of an entry is not UTF-8
            throw new IOException(e.getMessage(), e);
        }
        return entries;
    }

    private static IOException damaged(Path file, String why, Exception cause) {
        return new IOException(
                file + " is not a usable checkpoint: " + why + ". Use another copy of the file, or train again", cause);
    }

    /** Options as settings of a snapshot. */
    static Map<String, Object> settings(TrainingOptions options) {
        return JSON.convertValue(options, new TypeReference<Map<String, Object>>() {});
    }

    /** Settings as options; an exception says which is missing. */
    static TrainingOptions options(Map<String, Object> settings) {
        return JSON.convertValue(settings, TrainingOptions.class);
    }
}
