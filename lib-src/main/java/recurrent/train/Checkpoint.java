package recurrent.train;

import java.io.IOException;
import java.nio.file.Path;

import recurrent.io.AtomicFile;
import recurrent.nn.Parameters;
import recurrent.nn.Plans;
import recurrent.text.Corpus;
import recurrent.text.TextCodec;

/**
 * Everything needed to write with a model, or to go on training it, in one file: its arrays, the memory of the optimiser,
 * options, history, vocabulary. Chapters 09 and 15.
 *
 * <pre>{@code
 * Checkpoint.of(result).save(Path.of("model.zip"));
 * Checkpoint loaded = Checkpoint.load(Path.of("model.zip"));
 * Generator.of(loaded).predict("it has", 20);
 * Trainer.resume(loaded.withEpochs(200), corpus);
 * }</pre>
 *
 * <p>The file is a ZIP: {@code checkpoint.json}, which describes the layers and their sizes, and one {@code .npy} for
 * each array, which NumPy can read too. It is written beside its place and then moved there, so a crash leaves the old
 * file or the new one, never half of one.
 *
 * @param result what the training has come to; not copied
 */
public record Checkpoint(TrainingResult result) {
    private static final Plans PLANS = Plans.ofLayers()
            .with(LanguageModel.KIND, LanguageModel::build)
            .with(SequenceClassifier.KIND, SequenceClassifier::build)
            .with(MlpClassifier.KIND, MlpClassifier::build)
            .with(SequenceToSequence.KIND, SequenceToSequence::build)
            .with(Sgd.KIND, Sgd::build)
            .with(Momentum.KIND, Momentum::build)
            .with(AdaGrad.KIND, AdaGrad::build)
            .with(RmsProp.KIND, RmsProp::build)
            .with(Adam.KIND, Adam::build);

    /**
     * What a training has come to.
     *
     * @param result at its end, or after an epoch
     * @return the checkpoint; it shares the model
     */
    public static Checkpoint of(TrainingResult result) {
        return new Checkpoint(result);
    }

    /**
     * A model that was trained by a loop of one's own, or not at all.
     *
     * @param model any model
     * @param text  how it reads and writes; {@link TextCodec#NONE} if it has nothing to do with text
     * @return the checkpoint, with an empty history; it shares the model
     */
    public static Checkpoint of(Model<?> model, TextCodec text) {
        return of(new TrainingResult(
                model, TrainingOptions.defaults(), History.empty(), false, Parameters.none(), Parameters.none(), text));
    }

    /**
     * A language model that was trained on a text by a loop of one's own.
     *
     * @param model  the model
     * @param corpus its text
     * @return the checkpoint, with an empty history; it shares the model
     */
    public static Checkpoint of(LanguageModel model, Corpus corpus) {
        return of(model, corpus.codec());
    }

    /**
     * How to make what a file describes: all models, layers and optimisers of the library. One of your own is added with
     * {@link Plans#with}.
     *
     * @return their builders
     */
    public static Plans plans() {
        return PLANS;
    }

    /** {@return the model: the model itself} */
    public Model<?> model() {
        return result.model();
    }

    /**
     * The model, if it is of the kind that one expects.
     *
     * @param type such as {@code LanguageModel.class}
     * @param <M>  that kind
     * @return the model
     * @throws IllegalArgumentException if it is of another kind
     */
    public <M extends Model<?>> M model(Class<M> type) {
        return result.model(type);
    }

    /** {@return how it was trained} */
    public TrainingOptions options() {
        return result.options();
    }

    /** {@return its epochs so far} */
    public History history() {
        return result.history();
    }

    /** {@return how it reads and writes: {@link TextCodec#NONE} if it was not trained on a text} */
    public TextCodec text() {
        return result.text();
    }

    /**
     * The same for a longer training.
     *
     * @param epochs how many there will be
     * @return changed copy
     */
    public Checkpoint withEpochs(int epochs) {
        return withOptions(options().withEpochs(epochs));
    }

    /**
     * The same with other options, to go on with.
     *
     * @param options how to go on
     * @return changed copy
     */
    public Checkpoint withOptions(TrainingOptions options) {
        return of(new TrainingResult(
                result.model(),
                options,
                result.history(),
                result.interrupted(),
                result.memory(),
                result.kept(),
                result.text(),
                result.partial()));
    }

    /**
     * Writes the checkpoint.
     *
     * @param file where to; an existing file is replaced in one step
     * @throws IOException                   if the file cannot be written; an existing one is then as it was
     * @throws UnsupportedOperationException if the model has a part that does not say what it is made of
     */
    public void save(Path file) throws IOException {
        AtomicFile.write(file, CheckpointFile.bytes(result));
    }

    /**
     * Reads a checkpoint.
     *
     * @param file what {@link #save} wrote, in this version of the course or an earlier one
     * @return the checkpoint
     * @throws IOException if the file is missing, damaged or of another kind; the message says which
     */
    public static Checkpoint load(Path file) throws IOException {
        return load(file, PLANS);
    }

    /**
     * Reads a checkpoint with models, layers or optimisers of your own.
     *
     * @param file  what {@link #save} wrote
     * @param plans {@link #plans} and how to make your own
     * @return the checkpoint
     * @throws IOException if the file is missing, damaged or of another kind; the message says which
     */
    public static Checkpoint load(Path file, Plans plans) throws IOException {
        return of(CheckpointFile.read(file, plans));
    }
}
