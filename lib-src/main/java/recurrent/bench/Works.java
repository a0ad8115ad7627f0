package recurrent.bench;

import java.util.List;
import java.util.stream.Collectors;

import recurrent.i18n.Language;

/** The works that {@code ./course bench} knows, in the order in which it runs them. */
public final class Works {
    private static final List<Work> ALL = List.of(
            new RnnTraining(),
            new CellStep(CellStep.Layers.LSTM),
            new CellStep(CellStep.Layers.GRU),
            new CellStep(CellStep.Layers.LSTM_STACK),
            new CarriedStep(),
            new AttentionStep(),
            new Dl4jStep(),
            new ClassifierEpoch("lstm", 128),
            new ClassifierEpoch("gru", 32),
            new ClassifierEpoch("rnn", 32),
            new PaddedClassifierEpoch(),
            new Writing(32),
            new Writing(256),
            new Growth(Growth.What.STEPS),
            new Growth(Growth.What.BATCH),
            new Growth(Growth.What.TEXT),
            new Checks(),
            new Grades(),
            new BookTraining("worlds", Text.WAR_OF_THE_WORLDS, 1.75, 30),
            new BookTraining("quijote", Text.DON_QUIJOTE, 1.40, 60));

    private Works() {}

    /**
     * Every work.
     *
     * @return an unmodifiable list
     */
    public static List<Work> all() {
        return ALL;
    }

    /**
     * The work of a name.
     *
     * @param name as {@link Work#name} gives it
     * @return the work
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static Work named(String name) {
        return ALL.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow(() -> {
            String names = ALL.stream().map(Work::name).collect(Collectors.joining(", "));
            return new IllegalArgumentException(Language.pick(
                    "no work is called '" + name + "'; there are: " + names,
                    "ningún trabajo se llama '" + name + "'; hay: " + names));
        });
    }
}
