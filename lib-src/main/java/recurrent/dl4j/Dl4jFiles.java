package recurrent.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

import recurrent.io.AtomicFile;

/** Keeps networks of DeepLearning4j in files, in its own format. Chapters 10 and 15. */
public final class Dl4jFiles {
    private Dl4jFiles() {}

    /**
     * Saves a network: layers, weights and the memory of its optimiser, so that training can go on.
     *
     * @param network any network
     * @param file    an existing file is replaced, and only by a complete one; its folder is made if need be
     * @throws IOException if it cannot be written
     */
    public static void save(MultiLayerNetwork network, Path file) throws IOException {
        AtomicFile.write(file, out -> ModelSerializer.writeModel(network, out, true));
    }

    /**
     * Loads a network that {@link #save} has written.
     *
     * @param file the file
     * @return the network, with the memory of its optimiser
     * @throws IOException if there is no such file, or it holds no network of DeepLearning4j
     */
    public static MultiLayerNetwork load(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file + "; check the name");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry(ModelSerializer.CONFIGURATION_JSON) == null) {
                throw new IOException(file + ": no network of DeepLearning4j in this archive");
            }
        } catch (java.util.zip.ZipException e) {
            throw new IOException(file + ": not a saved network of DeepLearning4j (" + e.getMessage() + ")", e);
        }
        return ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    }
}
