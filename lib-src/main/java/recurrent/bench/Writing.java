package recurrent.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import recurrent.generate.Generator;
import recurrent.i18n.Language;
import recurrent.text.CharTokenizer;
import recurrent.text.Cleaning;
import recurrent.text.TextCodec;
import recurrent.text.Vocabulary;
import recurrent.train.LanguageModel;

/**
 * Writing one character at a time with the network of chapter 09. What it writes does not change what it costs.
 *
 * @param hidden hidden units
 */
record Writing(int hidden) implements Work {
    private static final int CHARACTERS = 2_000;
    private static final int ROUNDS = 5;
    private static final int QUICK_CHARACTERS = 100;

    @Override
    public String name() {
        return "generate-" + hidden;
    }

    @Override
    public String title() {
        return Language.pick(
                "writing, one character at a time, the most likely: RNN(" + hidden + "), 28 symbols",
                "escribir carácter a carácter, el más probable: RNN(" + hidden + "), 28 símbolos");
    }

    @Override
    public String unit() {
        return "character";
    }

    @Override
    public Measured run(boolean quick) {
        List<String> symbols = new ArrayList<>(List.of(Vocabulary.UNKNOWN, " "));
        for (char letter = 'a'; letter <= 'z'; letter++) {
            symbols.add(String.valueOf(letter));
        }
        Vocabulary vocabulary = Vocabulary.ofTokens(symbols);
        Generator generator = Generator.of(
                LanguageModel.rnn(vocabulary.size(), hidden, 1),
                new TextCodec(Cleaning.LETTERS, new CharTokenizer(), vocabulary));
        int characters = quick ? QUICK_CHARACTERS : CHARACTERS;
        generator.predict("it has", characters); // the JIT compiles
        double[] seconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            generator.predict("it has", characters);
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return new Measured(seconds[ROUNDS / 2] / characters, Map.of("units", characters));
    }
}
