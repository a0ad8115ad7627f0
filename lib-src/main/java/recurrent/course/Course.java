package recurrent.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;

import recurrent.data.Datasets;
import recurrent.data.TextFiles;
import recurrent.i18n.Language;
import recurrent.plot.Screen;
import recurrent.text.Cleaning;
import recurrent.train.TrainingOptions;

/**
 * What the cells of a notebook ask the course for: the set-up line, the text to read, how to train.
 *
 * <p>The environment has a say: {@code RECURRENT_CORPUS} (a file to read instead of the story),
 * {@code RECURRENT_EPOCHS}, and {@code RECURRENT_FAST=1} for short trainings on less data.
 */
public final class Course {
    private static final int FAST_EPOCHS = 12;

    private Course() {}

    /**
     * The set-up cell: chooses the language of all messages and prints one line about this session.
     *
     * @param chapter  number of the chapter, such as "07"; "index" in the notebook where the course begins
     * @param language "en" or "es"
     */
    public static void start(String chapter, String language) {
        Language.use(Language.of(language));
        if (!Screen.current().live()) {
            ServiceLoader.load(KernelSetup.class, Course.class.getClassLoader()).forEach(KernelSetup::install);
        }
        System.out.println(String.format(
                Locale.ROOT,
                Language.pick(
                        "Recurrent %s · %s · %s · seed %d · memory %.1f GB · Java %d",
                        "Recurrent %s · %s · %s · semilla %d · memoria %.1f GB · Java %d"),
                version(),
                chapter.equals("index")
                        ? Language.pick("start here", "empieza aquí")
                        : Language.pick("chapter ", "capítulo ") + chapter,
                fast()
                        ? Language.pick("fast mode (short trainings)", "modo rápido (entrenamientos cortos)")
                        : Language.pick("full mode", "modo completo"),
                TrainingOptions.defaults().seed(),
                Runtime.getRuntime().maxMemory() / (double) (1 << 30),
                Runtime.version().feature()));
    }

    /**
     * The text that the chapters train on: the course's story in the language of the messages, or the file in
     * {@code RECURRENT_CORPUS}.
     *
     * @return the whole text as it is in the file
     * @throws UncheckedIOException if it cannot be read; the message says how to help
     */
    public static String story() {
        try {
            String file = variable("RECURRENT_CORPUS");
            return file.isEmpty() ? Datasets.text("story-" + Language.current().code()) : TextFiles.read(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * How to train: {@link TrainingOptions#defaults()}, as far as the text of {@link #story()} has windows for it;
     * fewer epochs and windows in fast mode; the epochs of {@code RECURRENT_EPOCHS} if that is set.
     *
     * @return the options
     */
    public static TrainingOptions options() {
        TrainingOptions options = TrainingOptions.defaults();
        if (fast()) {
            options = options.withEpochs(FAST_EPOCHS).withWindows(2_048, 1_024).withBatch(256);
        }
        if (!variable("RECURRENT_CORPUS").isEmpty()) {
            options = fitting(options, Cleaning.LETTERS.apply(story()).length());
        }
        String epochs = variable("RECURRENT_EPOCHS");
        if (!epochs.isEmpty()) {
            try {
                options = options.withEpochs(Integer.parseInt(epochs));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "RECURRENT_EPOCHS: expected a whole number, got \"" + epochs + "\"", e);
            }
        }
        return options;
    }

    /** Two thirds of the windows to train and one to validate, where the text is too short for all that are wanted. */
    static TrainingOptions fitting(TrainingOptions options, int characters) {
        int windows = characters - options.steps();
        int wanted = options.trainWindows() + options.validationWindows();
        if (windows >= wanted || windows < 3) { // so few that the trainer's own message is the best answer
            return options;
        }
        return options.withWindows(windows - windows / 3, windows / 3);
    }

    /**
     * What is done of the exercises and where to go on, from the results that the checks have kept.
     *
     * @return a table of all chapters; evaluate it in a cell and it shows
     */
    public static Standing whereYouAre() {
        return Standing.now();
    }

    /**
     * Whether trainings are short now, so that results are worth less.
     *
     * @return true in fast mode
     */
    public static boolean fast() {
        return variable("RECURRENT_FAST").equals("1");
    }

    /**
     * The version of the course.
     *
     * @return such as "0.1.0"; "dev" when it does not run from its jar
     */
    public static String version() {
        try (InputStream in = Course.class.getResourceAsStream("/META-INF/maven/recurrent/recurrent/pom.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "dev");
        } catch (IOException e) {
            return "dev";
        }
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value.strip();
    }
}
