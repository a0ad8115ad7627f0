package recurrent.train;

import java.util.Random;

import recurrent.nn.Mode;
import recurrent.nn.Parameters;
import recurrent.nn.State;
import recurrent.nn.fast.FastLanguageModel;
import recurrent.text.Batch;

/** A language model that trains the fast way. Chapters 09 and 11 to 15. */
record FastLanguage(LanguageModel model, FastLanguageModel fast) implements GoingOn {
    @Override
    public Parameters parameters() {
        return model.parameters();
    }

    @Override
    public int predictions(Batch batch) {
        return model.predictions(batch);
    }

    @Override
    public State zeroState(int n) {
        return model.zeroState(n);
    }

    @Override
    public double loss(Batch batch) {
        return loss(batch, zeroState(batch.sequences())).loss();
    }

    @Override
    public LanguageModel.Heard loss(Batch batch, State start) {
        FastLanguageModel.Result result = fast.loss(batch.inputs(), batch.targets(), start);
        return new LanguageModel.Heard(result.loss(), result.last());
    }

    @Override
    public LossAndGradients lossAndGradients(Batch batch, Random training) {
        return pass(batch, zeroState(batch.sequences()), Mode.training(training))
                .result();
    }

    @Override
    public LanguageModel.Pass pass(Batch batch, State start, Mode mode) {
        FastLanguageModel.Result result = fast.lossAndGradients(batch.inputs(), batch.targets(), start, mode);
        return new LanguageModel.Pass(new LossAndGradients(result.loss(), result.gradients()), result.last());
    }
}
