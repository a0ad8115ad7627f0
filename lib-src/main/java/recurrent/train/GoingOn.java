package recurrent.train;

import recurrent.nn.Mode;
import recurrent.nn.State;
import recurrent.text.Batch;

/** A language model that can go on from any state: what carrying one along a text needs. Chapters 08 and 15. */
interface GoingOn extends Model<Batch> {
    /** {@return the state of n sequences before anything was read: zeros} */
    State zeroState(int n);

    /** Mean loss, gradients and the state at the end, from any state; no gradient goes back into the state. */
    LanguageModel.Pass pass(Batch batch, State start, Mode mode);

    /** Mean loss and the state at the end, from any state, with nothing dropped. */
    LanguageModel.Heard loss(Batch batch, State start);
}
