package recurrent.cli;

import java.text.Normalizer;
import java.util.Locale;

import recurrent.i18n.Language;
import recurrent.text.Cleaning;
import recurrent.text.Corpus;
import recurrent.train.TextCut;
import recurrent.train.TextWindows;
import recurrent.train.WholeText;

/** Tells how much of a text a training reads, and what cleaning took away. */
final class Reading {
    private Reading() {}

    /** One line, with the options that change it. */
    static String line(String raw, Corpus corpus, TextCut cut) {
        return read(corpus, cut) + "; " + cleaned(raw, corpus.codec().cleaning());
    }

    private static String read(Corpus corpus, TextCut cut) {
        if (cut instanceof WholeText whole) {
            return String.format(
                    Locale.ROOT,
                    Language.pick(
                            "all of it is used: %,d to train, %,d to validate, %,d to test at the end",
                            "se usa entero: %,d para entrenar, %,d para validar, %,d para la prueba final"),
                    whole.train(corpus.ids()).length,
                    whole.validation(corpus.ids()).length,
                    whole.test(corpus.ids()).length);
        }
        TextWindows windows = (TextWindows) cut;
        int used = windows.train() + windows.validation() + windows.steps();
        return String.format(
                Locale.ROOT,
                Language.pick(
                        "of these only the first %,d are used: %,d windows to train, %,d to validate (--whole uses all)",
                        "de ellos solo se usan los primeros %,d: %,d ventanas para entrenar, %,d para validar (--whole"
                                + " los usa todos)"),
                used,
                windows.train(),
                windows.validation());
    }

    private static String cleaned(String raw, Cleaning cleaning) {
        if (cleaning == Cleaning.NONE) {
            return Language.pick(
                    "nothing is cleaned away (--clean letters leaves lower-case letters and spaces)",
                    "no se limpia nada (--clean letters deja minúsculas y espacios)");
        }
        String composed = Normalizer.normalize(raw, Normalizer.Form.NFC);
        long capitals = composed.codePoints()
                .filter(c -> Character.isLetter(c) && Character.toLowerCase(c) != c)
                .count();
        long others = composed.codePoints()
                .filter(c -> !Character.isLetter(c) && c != ' ')
                .count();
        return String.format(
                Locale.ROOT,
                Language.pick(
                        "cleaning made %,d capitals small and took away %,d characters such as punctuation, digits and"
                                + " line ends (--clean none keeps them)",
                        "la limpieza pasa %,d mayúsculas a minúsculas y quita %,d caracteres como signos, cifras y"
                                + " saltos de línea (--clean none los conserva)"),
                capitals,
                others);
    }
}
