package recurrent.exercises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import recurrent.data.Datasets;
import recurrent.i18n.Language;
import recurrent.text.Corpus;
import recurrent.text.Windows;
import recurrent.train.Perplexity;
import recurrent.train.RnnLanguageModel;
import recurrent.train.Trainer;
import recurrent.train.TrainingOptions;

/**
 * The two stories of the course as the exercises of chapter 09 use them: so little of them that a training
 * takes about a second. "Own" is the story in the language of the messages, "other" the one in the other language.
 */
final class Stories {
    /** 12 epochs of 32 updates. */
    static final TrainingOptions SMALL =
            TrainingOptions.defaults().withEpochs(12).withWindows(2048, 1024).withBatch(64);

    private static final Map<Language, Corpus> CORPORA = new ConcurrentHashMap<>();
    private static final Map<Language, RnnLanguageModel> MODELS = new ConcurrentHashMap<>();

    private Stories() {}

    /** The own story, raw. */
    static String ownText() {
        return text(Language.current());
    }

    /** The other story, raw. */
    static String otherText() {
        return text(Language.current() == Language.ES ? Language.EN : Language.ES);
    }

    private static String text(Language language) {
        try {
            return Datasets.text("story-" + language.code());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** The own story as characters. */
    static Corpus own() {
        return CORPORA.computeIfAbsent(Language.current(), language -> Corpus.ofCharacters(text(language)));
    }

    /** A model that has read the beginning of the own story; it is trained once and never changed. */
    static RnnLanguageModel trained() {
        return MODELS.computeIfAbsent(Language.current(), language -> {
            Corpus corpus = own();
            return Trainer.fit(RnnLanguageModel.random(corpus.vocabulary().size(), 32, 1), corpus, SMALL)
                    .model();
        });
    }

    /** The windows of the own story that {@link #SMALL} keeps for validation. */
    static Windows heldOut() {
        return Windows.of(own().ids(), SMALL.steps()).slice(SMALL.trainWindows(), SMALL.validationWindows());
    }

    /** What counting pairs of letters reaches on {@link #heldOut}. */
    static double bigram() {
        int[] ids = own().ids();
        int end = SMALL.trainWindows() + SMALL.steps();
        return Perplexity.bigram(
                Arrays.copyOfRange(ids, 0, end),
                Arrays.copyOfRange(ids, SMALL.trainWindows(), end + SMALL.validationWindows()),
                own().vocabulary().size());
    }
}
