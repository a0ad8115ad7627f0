package recurrent.exercises.ch05;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import recurrent.check.Check;
import recurrent.check.Exercise;
import recurrent.check.Expect;
import recurrent.check.Points;
import recurrent.check.Score;

/** 05.1, a vocabulary: every character has one index, every index one character, and the text comes back. */
@Exercise(id = "05.1", en = "There and back again", es = "Ida y vuelta")
public final class Exercise05_1 {
    /** The first thing that the student writes. */
    @FunctionalInterface
    public interface Symbols {
        /** {@code <unk>} and then the different characters of a text, sorted. */
        List<String> of(String text);
    }

    /** The second thing that the student writes. */
    @FunctionalInterface
    public interface Encoder {
        /** One index for each character; 0 for a character that is not among the symbols. */
        int[] encode(String text, List<String> symbols);
    }

    /** The third thing that the student writes. */
    @FunctionalInterface
    public interface Decoder {
        /** The text of some indices. */
        String decode(int[] ids, List<String> symbols);
    }

    private record Answer(Symbols symbols, Encoder encoder, Decoder decoder) {}

    private static final String HARD = "El niño vio 3 ñandúes: 😀 ¿y tú? 😀";
    private static final List<String> HOLA = List.of("<unk>", "a", "h", "l", "o");

    private final Answer answer;

    Exercise05_1(Answer answer) {
        this.answer = answer;
    }

    /**
     * Checks an answer.
     *
     * @param symbols collects the symbols
     * @param encoder turns text into indices
     * @param decoder turns indices into text
     * @return points and verdicts
     */
    public static Score check(Symbols symbols, Encoder encoder, Decoder decoder) {
        return Check.run(Exercise05_1.class, new Answer(symbols, encoder, decoder));
    }

    @Test
    @Points(
            value = 1,
            order = 1,
            en = "collects each character once, sorted, behind <unk>",
            es = "reúne cada carácter una sola vez, en orden, detrás de <unk>",
            hintEn = "A TreeSet keeps its elements sorted and each only once. Put <unk> in front of them.",
            hintEs = "Un TreeSet guarda sus elementos ordenados y una sola vez. Pon <unk> delante de ellos.")
    void collects() {
        Expect.equal(HOLA, answer.symbols().of("hola"));
        Expect.equal(List.of("<unk>", "a", "b", "n"), answer.symbols().of("banana"));
    }

    @Test
    @Points(
            value = 1,
            order = 2,
            en = "takes an emoji for one character",
            es = "toma un emoji por un solo carácter",
            hintEn = "charAt and chars() give halves of an emoji. text.codePoints() gives whole characters, and "
                    + "Character.toString(c) makes a String of each.",
            hintEs = "charAt y chars() dan medios emojis. text.codePoints() da caracteres enteros, y "
                    + "Character.toString(c) hace de cada uno un String.")
    void wholeCharacters() {
        Expect.equal(
                List.of("<unk>", " ", "a", "o", "ñ", "😀"), answer.symbols().of("año 😀"));
    }

    @Test
    @Points(
            value = 1,
            order = 3,
            en = "gives each character of the text the index of its symbol",
            es = "da a cada carácter del texto el índice de su símbolo",
            hintEn = "symbols.indexOf(character), for each code point of the text, in order.",
            hintEs = "symbols.indexOf(carácter), para cada punto de código del texto, en orden.")
    void encodes() {
        Expect.equal("[2, 4, 3, 1]", Arrays.toString(answer.encoder().encode("hola", HOLA)));
        List<String> symbols = List.of("<unk>", "o", "ñ", "😀");
        Expect.equal("[3, 2, 1, 3]", Arrays.toString(answer.encoder().encode("😀ño😀", symbols)));
    }

    @Test
    @Points(
            value = 1,
            order = 4,
            en = "reads a character that it has never seen as 0",
            es = "lee como 0 un carácter que no ha visto nunca",
            hintEn =
                    "indexOf gives −1 for what is not there. An index of −1 would count from the end of an array, or stop "
                            + "the program.",
            hintEs =
                    "indexOf da −1 para lo que no está. Un índice −1 contaría desde el final de una matriz, o pararía el "
                            + "programa.")
    void unknown() {
        Expect.equal("[2, 0, 3, 4]", Arrays.toString(answer.encoder().encode("hilo", HOLA)));
    }

    @Test
    @Points(
            value = 1,
            order = 5,
            en = "uses every index from 1 to V − 1 and no other for the text that it was built from",
            es = "usa todos los índices de 1 a V − 1, y ningún otro, para el texto del que ha salido",
            hintEn =
                    "If the largest index is smaller than V − 1, a symbol stands in the list twice. If it is V, the list has "
                            + "no place for <unk>.",
            hintEs =
                    "Si el índice mayor es menor que V − 1, hay un símbolo repetido en la lista. Si sale un 0, falta el "
                            + "sitio de <unk> o un símbolo.")
    void bijection() {
        List<String> symbols = answer.symbols().of(HARD);
        Expect.notNull(symbols);
        int[] ids = answer.encoder().encode(HARD, symbols);
        List<Integer> all = new ArrayList<>();
        for (int i = 1; i < symbols.size(); i++) {
            all.add(i);
        }
        Expect.equal(all, Arrays.stream(ids).sorted().distinct().boxed().toList());
    }

    @Test
    @Points(
            value = 1,
            order = 6,
            en = "brings every text back",
            es = "devuelve cualquier texto tal como era",
            hintEn =
                    "symbols.get(id) for each index, one behind the other. decode(encode(text)) must be the text, with "
                            + "accents, capitals and emoji.",
            hintEs =
                    "symbols.get(id) para cada índice, uno detrás de otro. decode(encode(texto)) tiene que ser el texto, "
                            + "con tildes, mayúsculas y emojis.")
    void roundTrip() {
        Expect.equal("hola", answer.decoder().decode(new int[] {2, 4, 3, 1}, HOLA));
        List<String> symbols = answer.symbols().of(HARD);
        Expect.notNull(symbols);
        Expect.equal(HARD, answer.decoder().decode(answer.encoder().encode(HARD, symbols), symbols));
    }
}
