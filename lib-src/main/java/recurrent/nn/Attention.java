package recurrent.nn;

import java.util.Optional;

/** How a decoder looks back at what the encoder said. Chapter 17. */
public enum Attention {
    /** Not at all: the last state is all it knows. */
    NONE,
    /** By dot products: {@link DotAttention}. */
    DOT,
    /** By dot products divided by √h. */
    SCALED_DOT;

    /** What computes it, if anything does. */
    Optional<DotAttention> computed() {
        return this == NONE ? Optional.empty() : Optional.of(new DotAttention(this == SCALED_DOT));
    }
}
