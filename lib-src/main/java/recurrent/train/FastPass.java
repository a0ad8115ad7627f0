package recurrent.train;

import recurrent.nn.EncoderDecoder;
import recurrent.nn.RecurrentLayer;
import recurrent.nn.fast.FastLanguageModel;
import recurrent.nn.fast.FastLayer;

/**
 * The same numbers as a model, to about five digits, in less time: its recurrent layers are replaced by fast ones. Where
 * there is no fast path (DOUBLE, cells or models of your own) the model itself comes back. A test holds both together.
 * Only the training loop and the benchmarks know of it. Chapters 09 and 11 to 17.
 */
public final class FastPass {
    private FastPass() {}

    /**
     * The fast way, if there is one.
     *
     * @param model its parameters are read at every call
     * @param <B>   a batch
     * @return a model with the same parameters and numbers, whose gradients may be overwritten by the next call; or the
     *         model
     */
    @SuppressWarnings("unchecked") // a language model is a Model<Batch>, so B is Batch; and so on
    public static <B> Model<B> of(Model<B> model) {
        if (model instanceof LanguageModel language) {
            return (Model<B>) language(language);
        }
        if (model instanceof StatefulLanguageModel stateful) {
            return (Model<B>) stateful.by(FastPass::language);
        }
        if (model instanceof SequenceClassifier classifier) {
            RecurrentLayer fast = FastLayer.of(classifier.layer());
            return fast == classifier.layer() ? model : (Model<B>) classifier.withLayer(fast);
        }
        if (model instanceof SequenceToSequence translator) {
            EncoderDecoder layers = translator.layers();
            RecurrentLayer encoder = FastLayer.of(layers.encoder());
            RecurrentLayer decoder = FastLayer.of(layers.decoder());
            return encoder == layers.encoder() && decoder == layers.decoder()
                    ? model
                    : (Model<B>) translator.withLayers(new EncoderDecoder(encoder, decoder, layers.attention()));
        }
        return model;
    }

    private static GoingOn language(LanguageModel model) {
        return FastLanguageModel.of(model.input(), model.layer(), model.output())
                .<GoingOn>map(fast -> new FastLanguage(model, fast))
                .orElseGet(() -> {
                    RecurrentLayer layer = FastLayer.of(model.layer()); // some part of it
                    return layer == model.layer() ? model : new LanguageModel(model.input(), layer, model.output());
                });
    }
}
