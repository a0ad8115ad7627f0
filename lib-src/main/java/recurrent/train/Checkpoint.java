package recurrent.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import recurrent.nn.Parameters;
import recurrent.text.Cleaning;
import recurrent.text.Vocabulary;

/**
 * Everything needed to write with a model, or to go on training it, in one file. Chapter 09.
 *
 * <p>The file is a ZIP: {@code checkpoint.json} and one {@code .npy} for each array, which NumPy can read too. It is
 * written beside its place and then moved there, so a crash leaves the old file or the new one, never half of one.
 *
 * @param model      the model; not copied
 * @param vocabulary what its symbols mean
 * @param cleaning   what happens to a text before the model sees it
 * @param options    how it was trained
 * @param history    its epochs so far
 */
public record Checkpoint(
        RnnLanguageModel model, Vocabulary vocabulary, Cleaning cleaning, TrainingOptions options, History history) {

    private static final int FORMAT = 1;
    private static final String HEAD = "checkpoint.json";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private record Head(
            int format,
            String cell,
            Cleaning cleaning,
            List<String> vocabulary,
            TrainingOptions options,
            List<Epoch> history,
            List<String> arrays) {}

    /** Checks that model and vocabulary fit together. */
    public Checkpoint {
        if (model.symbols() != vocabulary.size()) {
            throw new IllegalArgumentException(
                    "vocabulary: the model has " + model.symbols() + " symbols, the vocabulary " + vocabulary.size());
        }
    }

    /**
     * Writes the checkpoint.
     *
     * @param file where to; an existing file is replaced in one step
     * @throws IOException if the file cannot be written; an existing one is then as it was
     */
    public void save(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, file.getFileName().toString(), ".part");
        try {
            Files.write(temporary, bytes());
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true); // a power cut must not leave a moved but empty file
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private byte[] bytes() throws IOException {
        Parameters parameters = model.parameters();
        Head head =
                new Head(FORMAT, "rnn", cleaning, vocabulary.tokens(), options, history.epochs(), parameters.names());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, HEAD, JSON.writeValueAsBytes(head));
            for (String name : parameters.names()) {
                put(zip, name + ".npy", Nd4j.toNpyByteArray(parameters.get(name)));
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

    /**
     * Reads a checkpoint.
     *
     * @param file a file that {@link #save} wrote
     * @return the checkpoint
     * @throws IOException if the file is missing, damaged or of another kind; the message says which
     */
    public static Checkpoint load(Path file) throws IOException {
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
            Head head = JSON.readValue(entries.get(HEAD), new TypeReference<Head>() {});
            if (head.format() != FORMAT || !"rnn".equals(head.cell())) {
                throw new IOException(file + " has format " + head.format() + " and a cell «" + head.cell()
                        + "»; this version reads format " + FORMAT
                        + " with a cell «rnn». Update the course, or train again");
            }
            Map<String, INDArray> arrays = new LinkedHashMap<>();
            for (String name : head.arrays()) {
                byte[] npy = entries.get(name + ".npy");
                if (npy == null) {
                    throw damaged(file, "the array " + name + " is missing in it", null);
                }
                arrays.put(name, Nd4j.createNpyFromByteArray(npy));
            }
            return new Checkpoint(
                    RnnLanguageModel.of(Parameters.of(arrays)),
                    Vocabulary.ofTokens(head.vocabulary()),
                    head.cleaning(),
                    head.options(),
                    new History(head.history()));
        } catch (RuntimeException | JacksonException e) {
            throw damaged(
                    file, String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        }
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes()); // checks the entry's CRC
            }
        }
        return entries;
    }

    private static IOException damaged(Path file, String why, Exception cause) {
        return new IOException(
                file + " is not a usable checkpoint: " + why + ". Use another copy of the file, or train again", cause);
    }
}
