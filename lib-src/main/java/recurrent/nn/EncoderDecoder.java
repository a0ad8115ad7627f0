package recurrent.nn;

import java.util.Optional;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Two recurrent layers for two sequences of different lengths: the encoder reads the one, and the decoder, which starts
 * with the state that the encoder ended with, says the other. With attention the decoder may look back at everything the
 * encoder said; without, the last state is all it knows.
 *
 * <p>What it says are features, H of the decoder or [H, context]; an output layer makes scores of them. Chapter 17.
 *
 * @param encoder   reads the source
 * @param decoder   reads what was said so far; its state has the shapes of the encoder's
 * @param attention how the decoder looks at what the encoder said
 * @see <a href="https://arxiv.org/abs/1409.3215">I. Sutskever, O. Vinyals, Q. V. Le, Sequence to sequence learning with
 *      neural networks, 2014</a>
 * @see <a href="https://arxiv.org/abs/1409.0473">D. Bahdanau, K. Cho, Y. Bengio, Neural machine translation by jointly
 *      learning to align and translate, 2014</a>
 */
public record EncoderDecoder(RecurrentLayer encoder, RecurrentLayer decoder, Attention attention) {

    /** Checks that the decoder can start where the encoder ends. */
    public EncoderDecoder {
        String left = sizes(encoder.zeroState(1));
        String right = sizes(decoder.zeroState(1));
        if (!left.equals(right)) {
            throw new IllegalArgumentException("decoder: its state must have the sizes of the encoder's, " + left
                    + ", got " + right + "; use the same cell, layers and hidden units in both");
        }
        if (attention != Attention.NONE && encoder.outputs() != decoder.outputs()) {
            throw new IllegalArgumentException("attention: compares outputs of encoder and decoder, which must be as"
                    + " wide; got " + encoder.outputs() + " and " + decoder.outputs());
        }
    }

    /** {@return the width of what it says at each step: h of the decoder; 2h with attention} */
    public int features() {
        return attention == Attention.NONE ? decoder.outputs() : 2 * decoder.outputs();
    }

    /** {@return the parameters of both layers: "encoder.Wx" and so on, then "decoder.Wx": the arrays themselves} */
    public Parameters parameters() {
        return joined(encoder.parameters(), decoder.parameters());
    }

    /**
     * The same two layers with other parameters.
     *
     * @param parameters the same names and shapes
     * @return the encoder–decoder; it shares the arrays
     */
    public EncoderDecoder with(Parameters parameters) {
        return new EncoderDecoder(
                encoder.with(parameters.part("encoder")), decoder.with(parameters.part("decoder")), attention);
    }

    /**
     * A source that was read.
     *
     * @param run  what the encoder left behind; it said {@code run.Y()}, and {@code run.last()} is where a decoder starts
     * @param mask where the sources are padded
     */
    public record Encoded(RecurrentLayer.Run run, Mask mask) {}

    /**
     * Reads a source from a zero state.
     *
     * @param X    the source, shape (T, n, d)
     * @param mask where the sources are padded
     * @param mode whether dropout drops units
     * @return what a decoder needs
     */
    public Encoded encode(INDArray X, Mask mask, Mode mode) {
        return new Encoded(encoder.forward(X, encoder.zeroState((int) X.size(1)), mask, mode), mask);
    }

    // tag::decodeStep[]
    /**
     * One step of decoding, outside training: the caller makes the next input of what was said.
     *
     * @param Dt      what the decoder reads now, shape (n, d')
     * @param before  the decoder's state; {@code source.run().last()} at first
     * @param source  what {@link #encode} returned
     * @return features, weights and the state after
     */
    public Step decodeStep(INDArray Dt, State before, Encoded source) {
        RecurrentLayer.Run run = decoder.forward(Dt.reshape(1, Dt.size(0), Dt.size(1)), before);
        Optional<DotAttention.Attended> seen = look(run.Y(), source);
        Optional<INDArray> weights = seen.map(attended ->
                attended.weights().reshape(Dt.size(0), attended.weights().size(2)));
        return new Step(features(run.Y(), seen).reshape(Dt.size(0), features()), weights, run.last());
    }
    // end::decodeStep[]

    /**
     * What one step of decoding says.
     *
     * @param features for the output layer, shape (n, features)
     * @param weights  how much it looked at each step of the source, shape (n, T); nothing without attention
     * @param after    the decoder's state after the step
     */
    public record Step(INDArray features, Optional<INDArray> weights, State after) {}

    // tag::forward[]
    /**
     * Reads sources and, with teacher forcing, targets: the decoder reads what is right, not what it said itself.
     *
     * @param X     the sources, shape (T, n, d)
     * @param maskX where the sources are padded
     * @param D     what the decoder reads: the targets, one step late, shape (T', n, d')
     * @param maskD where the targets are padded
     * @param mode  whether dropout drops units
     * @return features of every step, and the way back
     */
    public Run forward(INDArray X, Mask maskX, INDArray D, Mask maskD, Mode mode) {
        Encoded source = encode(X, maskX, mode);
        RecurrentLayer.Run said = decoder.forward(D, source.run().last(), maskD, mode);
        Optional<DotAttention.Attended> seen = look(said.Y(), source);
        return new Run(this, source, said, seen, features(said.Y(), seen));
    }
    // end::forward[]

    /**
     * What a forward pass leaves behind.
     *
     * @param model  the two layers
     * @param source what the encoder left behind
     * @param said   what the decoder left behind
     * @param seen   what attention left behind; its weights are the heatmap; nothing without attention
     * @param Y      the features of every step, shape (T', n, features)
     */
    public record Run(
            EncoderDecoder model,
            Encoded source,
            RecurrentLayer.Run said,
            Optional<DotAttention.Attended> seen,
            INDArray Y) {

        // tag::backward[]
        /**
         * The way back: through attention into the outputs of both layers, through the decoder in time, and from its
         * first state into the last of the encoder.
         *
         * @param dY gradient of the loss with respect to the features, shape (T', n, features)
         * @return the gradients
         */
        public Gradients backward(INDArray dY) {
            Shapes.require("dY", dY, Y.shape());
            INDArray encoded = source.run().Y();
            INDArray dEncoded = encoded.ulike().assign(0);
            INDArray dSaid = dY;
            if (seen.isPresent()) {
                long h = said.Y().size(2);
                DotAttention.Gradients a =
                        model.attention.computed().orElseThrow().backward(seen.get(), columns(dY, h, 2 * h));
                dSaid = columns(dY, 0, h).add(a.dQ());
                dEncoded = a.dK().add(a.dV()); // keys and values are the same array
            }
            RecurrentLayer.Gradients decoder = said.backward(dSaid);
            RecurrentLayer.Gradients encoder = source.run().backward(dEncoded, decoder.dStart());
            return new Gradients(joined(encoder.parameters(), decoder.parameters()), encoder.dX(), decoder.dX());
        }
        // end::backward[]

        @Override
        public String toString() {
            return "Run(" + model + ", Y " + Shapes.show(Y.shape()) + ")";
        }
    }

    /**
     * The gradient of the loss with respect to everything that went into a forward pass.
     *
     * @param parameters of the parameters, under their names
     * @param dX         of the sources, shape (T, n, d)
     * @param dD         of what the decoder read, shape (T', n, d')
     */
    public record Gradients(Parameters parameters, INDArray dX, INDArray dD) {}

    private Optional<DotAttention.Attended> look(INDArray said, Encoded source) {
        INDArray encoded = source.run().Y();
        return attention.computed().map(dot -> dot.forward(said, encoded, encoded, source.mask()));
    }

    private static INDArray features(INDArray said, Optional<DotAttention.Attended> seen) {
        return seen.isEmpty() ? said : Nd4j.concat(2, said, seen.get().context());
    }

    private static INDArray columns(INDArray X, long from, long to) {
        return X.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to))
                .dup();
    }

    private static String sizes(State state) {
        return state.arrays().stream().map(a -> a.size(1)).toList().toString();
    }

    private static Parameters joined(Parameters encoder, Parameters decoder) {
        return Parameters.join(encoder.prefixed("encoder"), decoder.prefixed("decoder"));
    }
}
