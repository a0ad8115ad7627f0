package recurrent.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

import recurrent.nn.Parameters;
import recurrent.nn.Plan;
import recurrent.nn.Plans;
import recurrent.text.Cleaning;
import recurrent.text.TextCodec;
import recurrent.text.Tokenizer;
import recurrent.text.Vocabulary;

/** The file format of {@link Checkpoint}: format 3; {@link OldFormats} reads 1 and 2. Chapter 15. */
final class CheckpointFile {
    private static final int FORMAT = 3;
    private static final String HEAD = "checkpoint.json";
    private static final List<String> WHOLE = List.of("parameters", "fixed", "memory", "kept");
    private static final String CARRIED = "carried"; // only in the middle of an epoch
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** Arrays stand in a folder of the name of their group: parameters, fixed, memory and, with early stopping, kept. */
    private record Head(
            int format,
            Map<String, Object> model,
            Text text,
            Map<String, Object> options,
            List<Epoch> history,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Begun> begun,
            Map<String, List<String>> arrays) {
        Head {
            begun = begun == null ? List.of() : begun; // files of a training that stands between two epochs say nothing
        }
    }

    /** One epoch more that was interrupted. */
    private record Begun(RunningEpoch epoch, long draws) {}

    private record Text(Cleaning cleaning, String tokenizer, List<String> vocabulary) {}

    private CheckpointFile() {}

    /** The bytes of a file; the same training gives the same bytes. */
    static byte[] bytes(TrainingResult result) throws IOException {
        Map<String, Parameters> groups = new LinkedHashMap<>();
        groups.put("parameters", result.model().parameters());
        groups.put("fixed", result.model().fixed());
        groups.put("memory", result.memory());
        groups.put("kept", result.kept());
        PartialEpoch partial = result.partial();
        if (!partial.isNone()) {
            groups.put(CARRIED, partial.carried());
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        groups.forEach((group, arrays) -> names.put(group, arrays.names()));
        TextCodec text = result.text();
        Head head = new Head(
                FORMAT,
                result.model().plan().toMap(),
                new Text(
                        text.cleaning(),
                        text.tokenizer().name(),
                        text.vocabulary().tokens()),
                result.options().plan().toMap(),
                result.history().epochs(),
                partial.isNone() ? List.of() : List.of(new Begun(partial.epoch(), partial.draws())),
                names);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, HEAD, JSON.writeValueAsBytes(head));
            for (Map.Entry<String, Parameters> group : groups.entrySet()) {
                for (String name : group.getValue().names()) {
                    INDArray array = group.getValue().get(name);
                    put(zip, group.getKey() + "/" + name + ".npy", Npy.bytes(name, array));
                }
            }
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0); // the same checkpoint gives the same bytes
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    static TrainingResult read(Path file, Plans plans) throws IOException {
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
            if (format == 1 || format == 2) {
                OldFormats.Converted old = OldFormats.convert((ObjectNode) head, entries);
                return result(JSON.treeToValue(old.head(), Head.class), file, old.entries(), plans);
            }
            if (format != FORMAT) {
                throw new IOException(file + " has format " + format + "; this version reads formats 1 to " + FORMAT
                        + ". Update the course, or train again");
            }
            return result(JSON.treeToValue(head, Head.class), file, entries, plans);
        } catch (RuntimeException | JacksonException e) {
            throw damaged(
                    file, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        }
    }

    private static TrainingResult result(Head head, Path file, Map<String, byte[]> entries, Plans plans)
            throws IOException {
        Map<String, Parameters> groups = new LinkedHashMap<>();
        List<String> expected = head.begun().isEmpty()
                ? WHOLE
                : Stream.concat(WHOLE.stream(), Stream.of(CARRIED)).toList();
        for (String group : expected) {
            List<String> names = head.arrays().get(group);
            if (names == null) {
                throw damaged(file, "the arrays called " + group + " are missing in it", null);
            }
            groups.put(group, arrays(file, entries, group + "/", names));
        }
        Parameters parameters = groups.get("parameters");
        Plan plan = Plan.of(head.model());
        Model<?> model = plans.build(Model.class, plan, Parameters.join(parameters, groups.get("fixed")));
        if (!model.plan().equals(plan)) {
            throw new IllegalArgumentException("the arrays make " + model.plan() + ", but it is said to be " + plan);
        }
        model.parameters().requireLike("parameters", parameters);
        Parameters kept = groups.get("kept");
        if (!kept.isEmpty()) {
            parameters.requireLike("kept", kept);
        }
        Text text = head.text();
        return new TrainingResult(
                model,
                TrainingOptions.of(Plan.of(head.options()), plans),
                new History(head.history()),
                false,
                groups.get("memory"),
                kept,
                new TextCodec(
                        text.cleaning(), Tokenizer.named(text.tokenizer()), Vocabulary.ofTokens(text.vocabulary())),
                head.begun().stream()
                        .map(begun -> new PartialEpoch(begun.epoch(), begun.draws(), groups.get(CARRIED)))
                        .findFirst()
                        .orElse(PartialEpoch.NONE));
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
}
